import { FtpDoctor } from '../doctor/ftp-doctor.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { FtpSessionTable } from '../store/ftp-session-table.ts';
import type { Parts } from './parts.ts';

export function ftpDoctor({ config, database, logger }: Parts): FtpDoctor {
  return new FtpDoctor({
    store: new FtpSessionTable(database),
    cameraName: (id) => config.read().cameras.find((camera) => camera.id === id)?.name ?? null,
    clock,
    logger: logger.child({ service: 'FTP doctor' }),
  });
}
