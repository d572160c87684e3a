import type { HouseStateReader } from '../ports/house-state.ts';
import type { Housekeeping } from '../ports/housekeeping.ts';
import type { EventViewers } from '../ports/panel/event-viewers.ts';
import type { ReanalysisRuns } from '../ports/reanalysis-runs.ts';
import type { SqliteAnalysisQueue } from '../queue/sqlite-queue.ts';
import { backupRoutes } from '../rest/backup-routes.ts';
import { detectorModelRoutes } from '../rest/detector-model-routes.ts';
import { jobRoutes } from '../rest/job-routes.ts';
import { keepRoutes } from '../rest/keep-routes.ts';
import { metricsRoutes } from '../rest/metrics-routes.ts';
import { reanalysisRoutes } from '../rest/reanalysis-routes.ts';
import { reanalysisRunRoutes } from '../rest/reanalysis-run-routes.ts';
import { statisticsRoutes } from '../rest/statistics-routes.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { CameraVerdictTable } from '../store/camera-verdict-table.ts';
import { KeepTable } from '../store/keep-table.ts';
import { SqliteBackups } from '../store/sqlite-backups.ts';
import type { SqliteHistory } from '../store/sqlite-history.ts';
import { SqliteReanalysis } from '../store/sqlite-reanalysis.ts';
import { StatisticsTable } from '../store/statistics-table.ts';
import type { Parts } from './parts.ts';

interface ArchiveBackers {
  readonly history: SqliteHistory;
  readonly queue: SqliteAnalysisQueue;
  readonly board: Housekeeping;
  readonly house: HouseStateReader;
  readonly viewers: EventViewers;
  readonly again: ReanalysisRuns;
}

/** Port 8000, what people do with what is stored. */
export function archiveRoutes(
  { config, database, dataDir, version, model, detectorModels }: Parts,
  backers: ArchiveBackers,
) {
  const { history, queue, board, house, viewers, again } = backers;
  const statistics = new StatisticsTable(database);
  return [
    keepRoutes(history, new KeepTable(database), viewers),
    reanalysisRoutes(config, new SqliteReanalysis({ database, jobs: queue }), detectorModels),
    reanalysisRunRoutes(config, again, detectorModels),
    detectorModelRoutes(detectorModels, model),
    jobRoutes(board),
    statisticsRoutes(statistics, new CameraVerdictTable(database), config, clock),
    metricsRoutes({ house, statistics, config, version, clock }),
    backupRoutes(new SqliteBackups(database, dataDir)),
  ];
}
