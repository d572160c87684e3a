import { CameraSetups } from '../cameras/configured-cameras.ts';
import { reolink } from '../cameras/reolink.ts';
import { ReolinkSetup } from '../cameras/reolink-api/reolink-setup.ts';
import { CameraSetupReports } from '../cameras/setup-reports.ts';
import { cameraNameKey } from '../domain/camera-name.ts';
import { WebhookCalls } from '../rest/webhook-calls.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { WebhookPaths } from '../runtime/webhook-paths.ts';
import { CameraSetupTable } from '../store/camera-setup-table.ts';
import { cameraLogin } from './camera-login.ts';
import type { Parts } from './parts.ts';
import type { AddressForPeer } from './reachable.ts';

/** What knows how to reach into cameras. */
export function cameraSetups(
  { options, credentials, config, database, secrets, logger }: Parts,
  addressForPeer: AddressForPeer,
) {
  const webhooks = new WebhookPaths(secrets);
  const reports = new CameraSetupReports(config, clock, new CameraSetupTable(database));
  const ownLogger = logger.child({ service: 'cameras' });
  const setup = new ReolinkSetup({
    ftpHost: options.ftpPassiveHost,
    ftpPort: options.ports.ftp,
    addressForPeer,
    ftpLogin: (cameraName) => cameraLogin(cameraName, credentials, config),
    ftpOverTls: true,
    webhook: (cameraName) => {
      const camera = config.read().cameras.find(({ name }) => cameraNameKey(name) === cameraNameKey(cameraName));
      return camera ? { port: options.ports.motion, path: webhooks.pathOf(camera) } : null;
    },
    // Where nobody but this machine reaches us, so must our cameras be on it.
    allowLoopback: options.listenHost === '127.0.0.1',
    logger: ownLogger,
    clock,
  });
  const root = `http://127.0.0.1:${options.ports.camera}/camera/api/v1.0`;
  const description = 'Reolink cameras (Concierge itself)';
  const setups = new CameraSetups({
    config,
    setups: new Map([[reolink.name.toLowerCase(), setup]]),
    reports,
    callbacks: [
      { url: `${root}/reoconfig`, callback_type: 'config', description },
      { url: `${root}/newrecording`, callback_type: 'ftp', description },
    ],
    clock,
    logger: ownLogger,
  });
  return { brand: reolink, setup, setups, reports, webhooks, webhookCalls: new WebhookCalls(clock) };
}

export type ComposedCameras = ReturnType<typeof cameraSetups>;
