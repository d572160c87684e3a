import type { SqliteAnalysisQueue } from '../queue/sqlite-queue.ts';
import { ReanalysisService } from '../reanalysis/reanalysis-service.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { SqliteReanalysisLedger } from '../store/sqlite-reanalysis-ledger.ts';
import type { Parts } from './parts.ts';

/** What feeds the queue with what is analysed again. */
export function reanalysisRuns({ database, config, model, detectorModels, logger }: Parts, queue: SqliteAnalysisQueue) {
  return new ReanalysisService({
    ledger: new SqliteReanalysisLedger({ database, jobs: queue }),
    config,
    model: model.name,
    models: detectorModels,
    clock,
    logger: logger.child({ service: 'analysing again' }),
  });
}
