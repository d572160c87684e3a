import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { openDatabase } from '../../src/store/database.ts';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { SqliteBackups } from '../../src/store/sqlite-backups.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { silentLogger } from '../support/test-logger.ts';
import { historyFixture, newAsset } from './history-fixture.ts';

const clock = new ManualClock();
const logger = silentLogger();

test('a copy of history is whole while it is being written, and is taken when the database is found corrupt', async (context) => {
  const { folder, database, history } = await historyFixture(context);
  for (let count = 0; count < 300; count += 1) history.addAsset(newAsset(`before/${count}.jpg`));
  const backups = new SqliteBackups(database, folder);
  const making = [backups.make(), backups.make()];
  for (let count = 0; count < 50; count += 1) history.addAsset(newAsset(`during/${count}.jpg`));
  const [first, second] = await Promise.all(making);
  assert.ok(first && first === second && first.sizeBytes > 0);
  database.close();

  const path = join(folder, 'concierge.db');
  const bytes = await readFile(path);
  bytes.fill(0xa5, 4096, 4096 * 6);
  await writeFile(path, bytes);
  const restored = openDatabase({ folder, logger, clock });
  context.after(() => restored.close());
  const files = restored.get("SELECT count(*) AS n FROM assets WHERE file LIKE 'before/%'")?.number('n');
  assert.equal(files, 300);
  assert.equal(restored.get('PRAGMA integrity_check')?.text('integrity_check'), 'ok');
});

describe('the schema', () => {
  const schemaOf = (path: string) => {
    const database = new DatabaseSync(path, { readOnly: true });
    const rows = database
      .prepare('SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name')
      .all();
    database.close();
    return rows.map((row) => ({ ...row }));
  };

  for (const version of MIGRATIONS.keys()) {
    test(`is brought up to date from version ${version}, and keeps what is there`, async (context) => {
      const folder = await temporaryFolder(context);
      const path = join(folder, 'concierge.db');
      const old = new DatabaseSync(path);
      old.exec('PRAGMA auto_vacuum = INCREMENTAL');
      for (const sql of MIGRATIONS.slice(0, version)) old.exec(sql);
      old.exec(`PRAGMA user_version = ${version}`);
      if (version > 0) {
        old.exec(`INSERT INTO events (id, camera_id, started_at_ms, ended_at_ms) VALUES ('e', 1, 2, 3);
          INSERT INTO assets (file, media_type, camera_id, event_id, taken_at_ms, received_at_ms, size_bytes, state)
            VALUES ('a.jpg', 'jpg', 1, 'e', 2, 3, 4, 'analysed');
          INSERT INTO tracks (asset_id, event_id, camera_id, shape, confidence, stationary, suppressed, seen_at_ms, best_frame,
            best_time_ms, best_confidence, start_x, start_y, end_x, end_y, positions)
            VALUES (1, 'e', 1, 'car', 0.9, 1, 1, 2, 0, 0, 0.9, 1, 2, 3, 4, '[]');
          INSERT INTO jobs (kind, asset_id, camera_id, enqueued_at_ms, available_at_ms) VALUES ('still', 1, 1, 2, 2);`);
      }
      old.close();
      const database = openDatabase({ folder, logger, clock });
      assert.equal(database.get('PRAGMA user_version')?.number('user_version'), MIGRATIONS.length);
      assert.deepEqual(database.all('PRAGMA foreign_key_check'), []);
      if (version > 0) {
        assert.equal(database.get('SELECT found_at_ms FROM tracks')?.number('found_at_ms'), version < 6 ? 3 : 0);
        assert.equal(database.get('SELECT background FROM jobs')?.number('background'), 0);
      }
      database.close();
      const fresh = await temporaryFolder(context);
      openDatabase({ folder: fresh, logger, clock }).close();
      assert.deepEqual(schemaOf(path), schemaOf(join(fresh, 'concierge.db')));
    });
  }
});
