import type { SqliteAnalysisQueue } from '../queue/sqlite-queue.ts';
import { keepRoutes } from '../rest/keep-routes.ts';
import { reanalysisRoutes } from '../rest/reanalysis-routes.ts';
import { KeepTable } from '../store/keep-table.ts';
import type { SqliteHistory } from '../store/sqlite-history.ts';
import { SqliteReanalysis } from '../store/sqlite-reanalysis.ts';
import type { Parts } from './parts.ts';

interface ArchiveBackers {
  readonly history: SqliteHistory;
  readonly queue: SqliteAnalysisQueue;
}

/** Port 8000, what people do with what is stored. */
export function archiveRoutes({ config, database }: Parts, { history, queue }: ArchiveBackers) {
  return [
    keepRoutes(history, new KeepTable(database)),
    reanalysisRoutes(config, new SqliteReanalysis({ database, jobs: queue })),
  ];
}
