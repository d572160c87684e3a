import { daysUntilFull } from '../domain/disk-forecast.ts';
import { Cleanup } from '../housekeeping/cleanup.ts';
import { DatabaseUpkeepJob } from '../housekeeping/database-upkeep.ts';
import { DiscardedPicturesJob } from '../housekeeping/discarded-pictures-job.ts';
import { diskUsage } from '../housekeeping/disk-usage.ts';
import type { Job } from '../housekeeping/job.ts';
import { MediaPresence } from '../housekeeping/media-presence.ts';
import { Scheduler } from '../housekeeping/scheduler.ts';
import type { Housekeeping } from '../ports/housekeeping.ts';
import type { EventViewers } from '../ports/panel/event-viewers.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { DiscardedTable } from '../store/discarded-table.ts';
import { JobRunTable } from '../store/job-run-table.ts';
import { MediaMarkTable } from '../store/media-mark-table.ts';
import { RetentionTable } from '../store/retention-table.ts';
import { SqliteUpkeep } from '../store/sqlite-upkeep.ts';
import { UploadTally } from '../store/upload-tally.ts';
import type { Parts } from './parts.ts';

/** @param more jobs of other rooms */
export function housekeeping(parts: Parts, more: readonly Job[], viewers: EventViewers) {
  const { options, database, media, config, rootDir, logger } = parts;
  const ownLogger = logger.child({ service: 'housekeeping' });
  const presence = new MediaPresence(media, new MediaMarkTable(database));
  const cleanup = new Cleanup({
    store: new RetentionTable(database),
    media,
    presence,
    viewers,
    config,
    disk: () => diskUsage(rootDir),
    marks: options.diskMarks,
    keepDays: options.keepDays,
    share: options.diskShare,
    clock,
    logger: ownLogger,
  });
  const pictures = new DiscardedTable(database);
  const discarded = new DiscardedPicturesJob({ pictures, media, presence, config, clock });
  const jobs = [cleanup, discarded, new DatabaseUpkeepJob(new SqliteUpkeep(database)), ...more];
  const scheduler = new Scheduler({ jobs, log: new JobRunTable(database), clock, logger: ownLogger });
  const uploads = new UploadTally(database);
  const board: Housekeeping = {
    jobs: () => scheduler.jobs(),
    runNow: (name) => scheduler.runNow(name),
    dryRun: (signal) => cleanup.dryRun(signal),
    acceptDisk: () => presence.accept(),
    async disk() {
      const disk = await diskUsage(rootDir);
      const pace = uploads.pace(clock.nowMs(), options.keepDays);
      const { diskMarks: marks } = options;
      const forecast = { bytesPerDay: pace.bytesPerDay, daysUntilFull: daysUntilFull(disk, marks, pace) };
      return { ...disk, marks, ...forecast, absence: await presence.absence() };
    },
  };
  return { scheduler, board };
}
