import { cameraHome } from '../domain/camera-home.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { FtpAccount, FtpAccounts } from '../ports/ftp-accounts.ts';
import type { Credentials } from '../runtime/credentials.ts';

/** The login that cameras share, and those that cameras have of their own. */
export function ftpAccounts(credentials: Credentials, config: ConfigStore): FtpAccounts {
  return {
    named(user) {
      const { ftpUser, ftpPassword } = credentials;
      const shared: FtpAccount = { user: ftpUser, password: ftpPassword, cameraId: null, home: null };
      const own = config
        .read()
        .cameras.filter((camera) => camera.ftp_user === user && (camera.ftp_password ?? '') !== '')
        .map((camera) => ({
          user,
          password: camera.ftp_password ?? '',
          cameraId: camera.id,
          home: cameraHome(camera),
        }));
      return user === shared.user ? [shared, ...own] : own;
    },
  };
}
