import { Type } from 'typebox';
import { cameraHome } from '../domain/camera-home.ts';
import type { ConfiguredCameras } from '../ports/camera-setup.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import { giveOwnFtpLogin } from '../runtime/own-ftp-login.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';

export interface FtpLoginParts {
  readonly config: ConfigStore;
  readonly cameras: Pick<ConfiguredCameras, 'begin'>;
  readonly ftpPort: number;
  /** Where a camera at this host is to reach us; null: not known. */
  readonly addressForCamera: (host: string) => string | null;
}

const FtpLoginSchema = Type.Object(
  {
    ftp_user: Type.String({ maxLength: 31 }),
    ftp_password: Type.String({ maxLength: 31, description: 'Shown this once: write it down, or ask for a new one.' }),
    ftp_host: Type.Union([Type.String(), Type.Null()], {
      description: 'What the camera is to connect to; null: not known, so the address of this machine in its network.',
    }),
    ftp_port: Type.Integer({ examples: [21] }),
    folder: Type.String({
      description: 'Where its files come to lie under ROOT_DIR, whatever remote directory it has.',
    }),
    given_to_camera: Type.Boolean({
      description:
        'Concierge is writing it into the camera; `/rest/cameras/{id}/setup` says how that went. Else type it in.',
    }),
  },
  { title: 'FTP login of a camera' },
);

/** Port 8000: a camera's own FTP login. */
export function ftpLoginRoutes({ config, cameras, ftpPort, addressForCamera }: FtpLoginParts): ApiRoutes {
  const find = (cameraId: number) => config.read().cameras.find(({ id }) => id === cameraId);
  return new ApiRoutes('FTP logins', 'A login of its own for each camera.').add({
    method: 'post',
    path: '/rest/cameras/:id/ftp_login',
    summary: "Make a camera's own FTP login",
    description:
      'Its uploads are then its own whatever their names are. The password that it had is refused from now on; the login that all share stays good.',
    params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
    lost: ({ id }) => (find(id) ? null : { id: 'there is no such camera' }),
    status: 201,
    answer: FtpLoginSchema,
    handle: async ({ params, response }) => {
      const login = await config.change((draft) => giveOwnFtpLogin(draft, params.id));
      const camera = find(params.id);
      if (!login || !camera) return refusedWith(404, { id: 'there is no such camera any more' });
      response.set('Cache-Control', 'no-store');
      return answerOf({
        ftp_user: login.user,
        ftp_password: login.password,
        ftp_host: addressForCamera(camera.host),
        ftp_port: ftpPort,
        folder: `/${cameraHome(camera)}`,
        given_to_camera: cameras.begin(camera.id),
      });
    },
  });
}
