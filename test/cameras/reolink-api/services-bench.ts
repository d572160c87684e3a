import { reolink } from '../../../src/cameras/reolink.ts';
import { ReolinkSetup } from '../../../src/cameras/reolink-api/reolink-setup.ts';
import { CameraSetupReports } from '../../../src/cameras/setup-reports.ts';
import { cameraServiceRoutes } from '../../../src/rest/camera-service-routes.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { PASSWORD, USER } from '../../ftp/support/ftp-bench.ts';
import type { openIntake } from '../../intake/intake-fixture.ts';

/** Port 5102 of a household: cameras are set to the FTP server at this port of loopback. */
export function reolinkServices(
  { stores, intake }: Pick<Awaited<ReturnType<typeof openIntake>>, 'stores' | 'intake'>,
  { ftpPort, allowLoopback = true }: { readonly ftpPort: number; readonly allowLoopback?: boolean },
) {
  const { config, history, recordings, media, clock, logger } = stores;
  const setup = new ReolinkSetup({
    ftpHost: null,
    ftpPort,
    ftpLogin: async () => ({ user: USER, password: PASSWORD }),
    allowLoopback,
    logger,
    clock: systemClock,
  });
  return cameraServiceRoutes({
    ...{ config, history, recordings, media, clock, setup, brand: reolink },
    reports: new CameraSetupReports(config, clock),
    receive: (upload) => intake.receiveFound(upload),
  });
}
