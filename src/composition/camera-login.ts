import type { FtpLogin } from '../cameras/reolink-api/reolink-setup.ts';
import { cameraNameKey } from '../domain/camera-name.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { Credentials } from '../runtime/credentials.ts';
import { giveOwnFtpLogin } from '../runtime/own-ftp-login.ts';

/** The FTP login of the camera of this name, made when it has none yet; for a camera that is not configured the shared one. */
export async function cameraLogin(
  cameraName: string,
  { ftpUser, ftpPassword }: Credentials,
  config: ConfigStore,
): Promise<FtpLogin> {
  const key = cameraNameKey(cameraName);
  const shared = { user: ftpUser, password: ftpPassword };
  const named = config.read().cameras.find((camera) => cameraNameKey(camera.name) === key);
  if (!named) return shared;
  if (named.ftp_user && named.ftp_password) return { user: named.ftp_user, password: named.ftp_password };
  return (await config.change((draft) => giveOwnFtpLogin(draft, named.id))) ?? shared;
}
