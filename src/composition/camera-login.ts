import type { FtpLogin } from '../cameras/reolink-api/reolink-setup.ts';
import { cameraNameKey } from '../domain/camera-name.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import { type Credentials, newFtpPassword } from '../runtime/credentials.ts';

/** The FTP login of the camera of this name, made when it has none yet; for a camera that is not configured the shared one. */
export async function cameraLogin(
  cameraName: string,
  { ftpUser, ftpPassword }: Credentials,
  config: ConfigStore,
): Promise<FtpLogin> {
  const key = cameraNameKey(cameraName);
  const named = config.read().cameras.find((camera) => cameraNameKey(camera.name) === key);
  if (!named) return { user: ftpUser, password: ftpPassword };
  if (named.ftp_user && named.ftp_password) return { user: named.ftp_user, password: named.ftp_password };
  return config.change((draft) => {
    const taken = new Set(draft.cameras.map((camera) => camera.ftp_user));
    let user = `camera${named.id}`;
    while (taken.has(user)) user = `${user}x`;
    const login = { user, password: newFtpPassword() };
    const camera = draft.cameras.find(({ id }) => id === named.id);
    if (camera) Object.assign(camera, { ftp_user: login.user, ftp_password: login.password });
    return camera ? login : { user: ftpUser, password: ftpPassword };
  });
}
