import { type Static, Type } from 'typebox';
import type { CameraAccess, CameraFound, ConfiguredCameras } from '../ports/camera-setup.ts';
import type { ConfigStore, ReadonlyConfig } from '../ports/config-store.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';
import { callerSignal } from './caller-signal.ts';
import { SNAPSHOT_MS } from './camera-service-schemas.ts';

const TrialSchema = Type.Object(
  {
    brand: Type.Integer({ minimum: 1, description: 'The id of a camera type.' }),
    host: Type.String({ minLength: 1, maxLength: 253 }),
    user: Type.String({ minLength: 1, maxLength: 100 }),
    password: Type.Optional(
      Type.String({ maxLength: 100, description: 'Without one, that of the camera `id`, at the same host and user.' }),
    ),
    id: Type.Optional(Type.Integer({ minimum: 1, description: 'The camera that this is to become of.' })),
  },
  { title: 'Camera to try', additionalProperties: false },
);

const FoundSchema = Type.Object(
  {
    model: Type.String({ examples: ['RLC-810A'] }),
    firmware: Type.String(),
    warnings: Type.Array(Type.String(), { description: 'What else is to be seen to, in words.' }),
  },
  { title: 'Camera found' },
);

/** Port 8000: what answers at an address, before there is a camera of it. */
export function cameraTrialRoutes(config: Pick<ConfigStore, 'read'>, cameras: Pick<ConfiguredCameras, 'tryOut'>) {
  return new ApiRoutes('Camera trial', 'Logs in to a camera and says what it is; nothing is changed or kept.').add({
    method: 'post',
    path: '/rest/try_camera',
    summary: 'Try a connection to a camera',
    description: 'Nothing is changed in the camera, and nothing is kept. A failure is a 400 in words.',
    body: TrialSchema,
    answer: FoundSchema,
    handle: async ({ body, response }) => {
      const access = accessOf(body, config.read());
      if (access === null) return refusedWith(400, { password: 'is required' });
      const outcome = await cameras.tryOut(body.brand, access, callerSignal(response, SNAPSHOT_MS));
      if (outcome === null) return refusedWith(400, { brand: `there is no camera type ${body.brand}` });
      if (outcome.kind === 'found') return answerOf(shown(outcome));
      return refusedWith(400, { [outcome.kind === 'failed' ? outcome.field : 'brand']: outcome.why });
    },
  });
}

/** A password that is kept goes nowhere but to where it went before. */
function accessOf(asked: Static<typeof TrialSchema>, { cameras }: ReadonlyConfig): CameraAccess | null {
  const { id, host, user } = asked;
  const kept = cameras.find((camera) => camera.id === id && camera.host === host && camera.user === user);
  const password = asked.password || kept?.password || '';
  return password === '' ? null : { host, user, password };
}

function shown({ model, firmware, warnings }: CameraFound) {
  return { model, firmware, warnings };
}
