import { stat } from 'node:fs/promises';
import { Type } from 'typebox';
import { mediaTypeOf } from '../domain/media.ts';
import { parseMediaPath } from '../domain/media-path.ts';
import type { Clock } from '../runtime/clock.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import type { MediaSigner } from '../runtime/media-signer.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';
import { sameServerUrl } from './public-address.ts';

const BodySchema = Type.Object(
  {
    file: Type.String({ minLength: 1, description: 'A path under ROOT_DIR.', examples: ['/2026/clip.mp4'] }),
    expires_in: Type.Integer({ minimum: 1, maximum: 30 * 86_400, default: 86_400, description: 'Seconds.' }),
  },
  { title: 'Address to sign' },
);

const AnswerSchema = Type.Object(
  {
    url: Type.String({ format: 'uri', description: 'On the host and port by which the caller reached us.' }),
    expires_at: Type.String({ format: 'date-time', description: 'ISO 8601, UTC.' }),
  },
  { title: 'Signed address' },
);

/** Port 8000: an address that opens one picture or clip without a token, until it expires. */
export function signedUrlRoutes(media: MediaRoot, signer: MediaSigner, clock: Clock): ApiRoutes {
  return new ApiRoutes('Signed addresses', 'Addresses that open one file without a token for a while.').add({
    method: 'post',
    path: '/rest/signed_urls',
    summary: 'Sign the address of a picture or clip',
    body: BodySchema,
    status: 201,
    answer: AnswerSchema,
    refusals: { 404: 'There is no such file.' },
    handle: async ({ body, request }) => {
      const file = parseMediaPath(body.file);
      if (file === null) return refusedWith(400, { file: 'is no path under ROOT_DIR' });
      if (mediaTypeOf(file) === null) return refusedWith(400, { file: 'is no picture or clip by its ending' });
      if (!(await stat(await media.existing(file))).isFile()) return refusedWith(400, { file: 'is no file' });
      const expiresAtMs = Math.floor(clock.nowMs() / 1000 + body.expires_in) * 1000;
      const url = `${sameServerUrl(request, file)}?${signer.sign(file, expiresAtMs)}`;
      return answerOf({ url, expires_at: new Date(expiresAtMs).toISOString() });
    },
  });
}
