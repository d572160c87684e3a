import { writeSync } from 'node:fs';
import { SqliteAnalysisQueue } from '../../src/queue/sqlite-queue.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { openDatabase } from '../../src/store/database.ts';
import { SqliteHistory } from '../../src/store/sqlite-history.ts';
import { analysis, newAsset, track } from '../store/history-fixture.ts';
import { silentLogger } from '../support/test-logger.ts';

// Run by the kill test: works as the add-on does, saying each step after its commit, until it is killed.
const [folder = '', run = ''] = process.argv.slice(2);
const logger = silentLogger();
const database = openDatabase({ folder, logger, clock: systemClock });
const queue = new SqliteAnalysisQueue({ database, clock: systemClock, logger });
const history = new SqliteHistory({ database, jobs: queue, clock: systemClock });
await queue.start();

for (let count = 0; ; count += 1) {
  const takenAtMs = systemClock.nowMs();
  const { assetId } = history.addAsset(newAsset(`cam/${run}-${count}.mp4`, { takenAtMs }));
  writeSync(1, `added ${assetId}\n`);
  // Every third is left waiting.
  const job = count % 3 === 0 ? null : queue.lease('clip', 60_000);
  if (job) {
    history.completeAnalysis(job.id, analysis(job.assetId, [track('person'), track('car')]));
    writeSync(1, `analysed ${job.assetId}\n`);
  }
  for (const { eventId } of history.takeAnnouncements(0)) writeSync(1, `announced ${eventId}\n`);
}
