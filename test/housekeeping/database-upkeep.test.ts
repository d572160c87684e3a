import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { DatabaseUpkeepJob } from '../../src/housekeeping/database-upkeep.ts';
import { openDatabase } from '../../src/store/database.ts';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { SqliteUpkeep } from '../../src/store/sqlite-upkeep.ts';
import { historyFixture, newAsset } from '../store/history-fixture.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { silentLogger } from '../support/test-logger.ts';

const signal = new AbortController().signal;

describe('the upkeep of the database', () => {
  test('gives back to the disk what was deleted, and empties the log', async (context) => {
    const { database, history, folder } = await historyFixture(context);
    const reason = 'x'.repeat(2000);
    database.inTransaction(() => {
      for (let index = 0; index < 5000; index++) history.addUnassigned(newAsset(`${index}.jpg`), reason);
    });
    history.addUnassigned(newAsset('last.jpg'), 'the last');
    const path = join(folder, 'concierge.db');
    const job = new DatabaseUpkeepJob(new SqliteUpkeep(database));
    await job.run(signal);
    const fullBytes = statSync(path).size;
    assert.ok(fullBytes > 10e6);
    database.run("DELETE FROM assets WHERE file <> 'last.jpg'");
    assert.match(await job.run(signal), /MB given back/);
    assert.ok(statSync(path).size < fullBytes / 20);
    assert.equal(readFileSync(`${path}-wal`).length, 0);
    assert.ok(history.assetByFile('last.jpg'));
    assert.equal(database.get('PRAGMA integrity_check')?.text('integrity_check'), 'ok');
  });

  test('works on a database that an earlier version made', async (context) => {
    const folder = await temporaryFolder(context);
    const earlier = new DatabaseSync(join(folder, 'concierge.db'));
    earlier.exec(`${MIGRATIONS[0]}; PRAGMA user_version = 1`);
    earlier.exec("INSERT INTO events (id, camera_id, started_at_ms, ended_at_ms) VALUES ('a', 1, 2, 3)");
    earlier.close();
    const database = openDatabase({ folder, logger: silentLogger(), clock: new ManualClock() });
    context.after(() => database.close());
    assert.match(await new DatabaseUpkeepJob(new SqliteUpkeep(database)).run(signal), /kB$/);
    assert.equal(database.get('SELECT count(*) AS n FROM events')?.number('n'), 1);
    assert.deepEqual(database.all('SELECT * FROM removals'), []);
  });
});
