import { FtpService } from '../ftp/ftp-service.ts';
import type { FtpSessionRecorder } from '../ports/ftp-sessions.ts';
import type { UploadReceiver } from '../ports/intake.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { ftpAccounts } from './ftp-accounts.ts';
import type { Parts } from './parts.ts';
import type { AddressForPeer } from './reachable.ts';

export function ftpService(
  { options, credentials, config, media, dataDir, logger }: Parts,
  receiver: UploadReceiver,
  recorder: FtpSessionRecorder,
  addressForPeer: AddressForPeer,
  makeRoom: () => Promise<void>,
): FtpService {
  return new FtpService({
    host: options.listenHost,
    port: options.ports.ftp,
    passivePortMin: options.ports.passiveMin,
    passivePortMax: options.ports.passiveMax,
    passiveHost: options.ftpPassiveHost,
    addressForPeer,
    certificateFolder: dataDir,
    requireTls: options.ftpRequireTls,
    accounts: ftpAccounts(credentials, config),
    root: media,
    makeRoom,
    receiver,
    recorder,
    logger,
    clock,
  });
}
