import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import fc from 'fast-check';
import { CAMERA_VERDICTS, SHAPES_OF_VERDICT } from '../../src/domain/camera-verdict.ts';
import type { VerdictComparison } from '../../src/ports/camera-verdicts.ts';
import type { StatisticSpan } from '../../src/ports/statistics.ts';
import type { SqliteDatabase } from '../../src/runtime/sqlite-database.ts';
import { CameraVerdictTable } from '../../src/store/camera-verdict-table.ts';
import { openDatabase } from '../../src/store/database.ts';
import { VERDICT_COUNTS } from '../../src/store/migrations/0019-verdict-counts.ts';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { silentLogger } from '../support/test-logger.ts';
import { historyFixture } from './history-fixture.ts';

const DAY_MS = 24 * 3_600_000;
const START_MS = Date.UTC(2026, 10, 20);
const EVENT_IDS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const SHAPES = [...CAMERA_VERDICTS.flatMap((verdict) => SHAPES_OF_VERDICT[verdict]), 'chair'];

const AT = fc.integer({ min: START_MS, max: START_MS + 3 * DAY_MS });
const SPAN = fc
  .tuple(fc.integer({ min: START_MS - DAY_MS, max: START_MS + 3 * DAY_MS }), fc.integer({ min: 0, max: 4 * DAY_MS }))
  .map(([fromMs, lengthMs]) => ({ fromMs, toMs: fromMs + lengthMs }));
const ID = fc.constantFrom(...EVENT_IDS);
const STATE = fc.constantFrom('waiting', 'analysed', 'failed', 'kept');
const ANY = fc.nat(100);

/** What happens to events: each answers the statement and its values. */
const CHANGE = fc.oneof(
  fc.tuple(ID, fc.constantFrom(...CAMERA_VERDICTS)).map((values) => ({
    sql: 'INSERT OR IGNORE INTO camera_verdicts (event_id, verdict, said_at_ms) SELECT id, ?2, 0 FROM events WHERE id = ?1',
    values,
  })),
  fc.tuple(ID, STATE).map((values) => ({
    sql: `INSERT INTO assets (file, media_type, event_id, taken_at_ms, received_at_ms, size_bytes, state)
      SELECT hex(randomblob(8)), 'mp4', id, 0, 0, 0, ?2 FROM events WHERE id = ?1`,
    values,
  })),
  fc.tuple(ANY, fc.constantFrom(...SHAPES), fc.integer({ min: 0, max: 1 })).map((values) => ({
    sql: `INSERT INTO tracks (asset_id, event_id, camera_id, shape, confidence, stationary, suppressed, seen_at_ms,
        best_frame, best_time_ms, best_confidence, start_x, start_y, end_x, end_y, positions)
      SELECT id, event_id, 1, ?2, 0.9, 0, ?3, 0, 0, 0, 0.9, 0, 0, 1, 1, '[]' FROM assets
      ORDER BY (id + ?1) % 7, id LIMIT 1`,
    values,
  })),
  fc.tuple(ANY, STATE).map((values) => ({ sql: 'UPDATE assets SET state = ?2 WHERE id % 5 = ?1 % 5', values })),
  fc.tuple(ANY, fc.integer({ min: 0, max: 1 })).map((values) => ({
    sql: 'UPDATE tracks SET suppressed = ?2 WHERE id % 3 = ?1 % 3',
    values,
  })),
  fc.tuple(ID, AT).map((values) => ({ sql: 'UPDATE events SET started_at_ms = ?2 WHERE id = ?1', values })),
  fc.tuple(ANY).map((values) => ({ sql: 'DELETE FROM tracks WHERE id % 6 = ?1 % 6', values })),
  fc.tuple(ANY).map((values) => ({ sql: 'DELETE FROM assets WHERE id % 6 = ?1 % 6', values })),
  fc.tuple(ID).map((values) => ({ sql: 'DELETE FROM events WHERE id = ?1', values })),
);

/** The plain way: every event is looked at. */
function counted(database: SqliteDatabase, { fromMs, toMs }: StatisticSpan): VerdictComparison[] {
  const texts = (sql: string, id: string) => database.all(sql, id).map((row) => row.text('value'));
  const events = database.all('SELECT * FROM events WHERE started_at_ms BETWEEN ? AND ?', fromMs, toMs).map((row) => {
    const id = row.text('id');
    return {
      cameraId: row.number('camera_id'),
      said: texts('SELECT verdict AS value FROM camera_verdicts WHERE event_id = ?', id),
      found: texts('SELECT shape AS value FROM tracks WHERE event_id = ? AND suppressed = 0', id),
      states: texts('SELECT state AS value FROM assets WHERE event_id = ?', id),
    };
  });
  return [...Map.groupBy(events, ({ cameraId }) => cameraId)]
    .toSorted(([a], [b]) => a - b)
    .filter(([, ofCamera]) => ofCamera.some(({ said }) => said.length > 0))
    .flatMap(([cameraId, ofCamera]) =>
      CAMERA_VERDICTS.toSorted().map((verdict) => {
        const compared = ofCamera
          .filter(
            ({ found, states }) => found.length > 0 || (states.includes('analysed') && !states.includes('waiting')),
          )
          .map(({ said, found }) => ({
            said: said.includes(verdict),
            found: found.some((shape) => SHAPES_OF_VERDICT[verdict].includes(shape)),
          }));
        return {
          cameraId,
          verdict,
          both: compared.filter(({ said, found }) => said && found).length,
          cameraOnly: compared.filter(({ said, found }) => said && !found).length,
          oursOnly: compared.filter(({ said, found }) => !said && found).length,
        };
      }),
    )
    .filter(({ both, cameraOnly, oursOnly }) => both + cameraOnly + oursOnly > 0);
}

test('verdicts compare as event by event, whatever was said, found, judged again, moved and deleted', async (context) => {
  const { database } = await historyFixture(context);
  const table = new CameraVerdictTable(database);
  const changes = fc.array(CHANGE, { minLength: 20, maxLength: 60 });
  const starts = fc.array(AT, { minLength: EVENT_IDS.length, maxLength: EVENT_IDS.length });
  fc.assert(
    fc.property(starts, changes, fc.array(SPAN, { minLength: 3, maxLength: 3 }), (startsMs, happened, spans) => {
      database.run('DELETE FROM events');
      assert.deepEqual(
        database.all('SELECT * FROM verdicts_by_day'),
        [],
        'what is counted out to nothing leaves no row',
      );
      for (const [index, id] of EVENT_IDS.entries()) {
        const sql = 'INSERT INTO events (id, camera_id, started_at_ms, ended_at_ms) VALUES (?, ?, ?, 0)';
        database.run(sql, id, (index % 3) + 1, startsMs[index] ?? START_MS);
      }
      for (const { sql, values } of happened) database.run(sql, ...values);
      for (const span of [...spans, { fromMs: 0, toMs: 9e15 }]) {
        assert.deepEqual(table.compare(span), counted(database, span));
      }
    }),
    { numRuns: 100 },
  );
});

test('a database of an older version counts what was said and found before, by every shape that a verdict means', async (context) => {
  const folder = await temporaryFolder(context);
  const older = new DatabaseSync(join(folder, 'concierge.db'));
  const steps = MIGRATIONS.slice(0, MIGRATIONS.indexOf(VERDICT_COUNTS));
  older.exec(`${steps.join('')} PRAGMA user_version = ${steps.length}`);
  const add = (id: string, verdict: string, state: string, shape: string | null) => {
    older.exec(`
      INSERT INTO events (id, camera_id, started_at_ms, ended_at_ms) VALUES ('${id}', 1, ${START_MS}, ${START_MS});
      INSERT INTO camera_verdicts (event_id, verdict, said_at_ms) VALUES ('${id}', '${verdict}', 0);
      INSERT INTO assets (file, media_type, event_id, taken_at_ms, received_at_ms, size_bytes, state)
        VALUES ('${id}', 'mp4', '${id}', 0, 0, 0, '${state}');`);
    if (shape === null) return;
    older.exec(`INSERT INTO tracks (asset_id, event_id, camera_id, shape, confidence, stationary, suppressed, seen_at_ms,
        best_frame, best_time_ms, best_confidence, start_x, start_y, end_x, end_y, positions)
      SELECT id, event_id, 1, '${shape}', 0.9, 0, 0, 0, 0, 0, 0.9, 0, 0, 1, 1, '[]' FROM assets WHERE file = '${id}'`);
  };
  for (const verdict of CAMERA_VERDICTS) {
    for (const shape of SHAPES_OF_VERDICT[verdict]) add(shape, verdict, 'analysed', shape);
    add(`no ${verdict}`, verdict, 'analysed', null);
    add(`${verdict} waits`, verdict, 'waiting', null);
  }
  older.close();
  const database = openDatabase({ folder, logger: silentLogger(), clock: new ManualClock() });
  context.after(() => database.close());
  assert.deepEqual(
    new CameraVerdictTable(database).compare({ fromMs: START_MS - DAY_MS, toMs: START_MS + DAY_MS }),
    CAMERA_VERDICTS.toSorted().map((verdict) => {
      return { cameraId: 1, verdict, both: SHAPES_OF_VERDICT[verdict].length, cameraOnly: 1, oursOnly: 0 };
    }),
  );
});
