import { FtpDoctor } from '../doctor/ftp-doctor.ts';
import { SilenceWatch } from '../doctor/silence-watch.ts';
import type { Notices } from '../ports/notices.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { FtpSessionTable } from '../store/ftp-session-table.ts';
import { ListeningTable } from '../store/listening-table.ts';
import { UploadHabitTable } from '../store/upload-habit-table.ts';
import type { Parts } from './parts.ts';

export function ftpDoctor({ config, database, logger }: Parts): FtpDoctor {
  return new FtpDoctor({
    store: new FtpSessionTable(database),
    cameraName: (id) => config.read().cameras.find((camera) => camera.id === id)?.name ?? null,
    clock,
    logger: logger.child({ service: 'FTP doctor' }),
  });
}

/** None when the user does not want to be told. */
export function silenceWatch({ options, config, database, logger }: Parts, notices: Notices): readonly SilenceWatch[] {
  if (!options.notifySilentCameras) return [];
  const habits = new UploadHabitTable(database);
  const listening = new ListeningTable(database);
  const ownLogger = logger.child({ service: 'FTP doctor' });
  return [new SilenceWatch({ habits, listening, config, notices, clock, logger: ownLogger })];
}
