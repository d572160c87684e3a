import assert from 'node:assert/strict';
import { cp, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { openDatabase } from '../../src/store/database.ts';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { silentLogger } from '../support/test-logger.ts';

const FILES = 400;
const NUMBERS = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${FILES})`;
const TABLES = ['events', 'assets', 'tracks'];

const FILL = `
  ${NUMBERS} INSERT INTO events (id, camera_id, started_at_ms, ended_at_ms) SELECT 'e' || i, 1, i, i FROM n;
  ${NUMBERS} INSERT INTO assets (id, file, media_type, camera_id, event_id, taken_at_ms, received_at_ms, size_bytes, state)
    SELECT i, i || '.jpg', 'jpg', 1, 'e' || i, i, i, 4, 'analysed' FROM n;
  ${NUMBERS} INSERT INTO tracks (asset_id, event_id, camera_id, shape, confidence, stationary, suppressed, seen_at_ms, best_frame,
      best_time_ms, best_confidence, start_x, start_y, end_x, end_y, positions)
    SELECT i, 'e' || i, 1, 'car', 0.9, 0, 0, i, 0, 0, 0.9, 1, 2, 3, 4, '[]' FROM n;`;

describe('a database of which the upgrade was killed', () => {
  const halfWritten: number[] = [];

  for (const version of MIGRATIONS.keys()) {
    test(`from version ${version} on is whole, and upgraded at the next start`, async (context) => {
      const [before, after] = [await temporaryFolder(context), await temporaryFolder(context)];
      const database = new DatabaseSync(join(before, 'concierge.db'));
      // What does not fit into so little memory is written down before it is committed.
      database.exec('PRAGMA journal_mode = WAL; PRAGMA cache_size = 1; PRAGMA wal_autocheckpoint = 0');
      for (const sql of MIGRATIONS.slice(0, version)) database.exec(sql);
      database.exec(`PRAGMA user_version = ${version}`);
      if (version > 0) database.exec(FILL);
      const path = (folder: string) => join(folder, 'concierge.db-wal');
      const writtenBefore = (await stat(path(before))).size;
      database.exec(`BEGIN IMMEDIATE; ${MIGRATIONS[version]}`);
      // As the disk is when a process is killed here.
      await cp(before, after, { recursive: true });
      if ((await stat(path(after))).size > writtenBefore) halfWritten.push(version);
      database.exec('ROLLBACK');
      database.close();

      const upgraded = openDatabase({ folder: after, logger: silentLogger(), clock: new ManualClock() });
      context.after(() => upgraded.close());
      const count = (sql: string) => upgraded.get(`SELECT count(*) AS n FROM ${sql}`)?.number('n');
      assert.equal(upgraded.get('PRAGMA user_version')?.number('user_version'), MIGRATIONS.length);
      assert.equal(upgraded.get('PRAGMA integrity_check')?.text('integrity_check'), 'ok');
      for (const table of TABLES) assert.equal(count(table), version > 0 ? FILES : 0, table);
    });
  }

  test('was half written in some of these cases', () => {
    assert.ok(halfWritten.length > 3, String(halfWritten));
  });
});
