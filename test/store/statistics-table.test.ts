import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import type { StatisticGroup, StatisticSpan } from '../../src/ports/statistics.ts';
import type { SqliteDatabase } from '../../src/runtime/sqlite-database.ts';
import type { SqliteRow } from '../../src/runtime/sqlite-row.ts';
import { StatisticsTable } from '../../src/store/statistics-table.ts';
import { historyFixture } from './history-fixture.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Berlin sets its clocks back on the second day from here. */
const START_MS = Date.UTC(2026, 9, 24);
const GROUPS = ['camera', 'shape', 'person', 'hour', 'day'] as const satisfies readonly StatisticGroup[];

const TRACK = fc.record({
  camera: fc.integer({ min: 1, max: 3 }),
  shape: fc.constantFrom('person', 'car'),
  stationary: fc.integer({ min: 0, max: 1 }),
  suppressed: fc.integer({ min: 0, max: 1 }),
  person: fc.option(fc.integer({ min: 1, max: 2 })),
  seenAtMs: fc.integer({ min: START_MS, max: START_MS + 4 * DAY_MS }),
});
type Track = typeof TRACK extends fc.Arbitrary<infer Value> ? Value : never;

const SPAN = fc
  .tuple(fc.integer({ min: START_MS - DAY_MS, max: START_MS + 5 * DAY_MS }), fc.integer({ min: 0, max: 5 * DAY_MS }))
  .map(([fromMs, lengthMs]) => ({ fromMs, toMs: fromMs + lengthMs }));

function identityOf({ person }: Track): string | null {
  return person === null ? null : JSON.stringify({ kind: 'known', personId: person });
}

function insert(database: SqliteDatabase, track: Track): number {
  const { camera, shape, stationary, suppressed, seenAtMs } = track;
  return database.run(
    `INSERT INTO tracks (asset_id, event_id, camera_id, shape, confidence, stationary, suppressed, seen_at_ms, best_frame,
       best_time_ms, best_confidence, start_x, start_y, end_x, end_y, positions, identity)
     VALUES (1, 'e', ?, ?, 0.9, ?, ?, ?, 0, 0, 0.9, 0, 0, 1, 1, '[]', ?)`,
    camera,
    shape,
    stationary,
    suppressed,
    seenAtMs,
    identityOf(track),
  ).lastId;
}

/** The plain way: every track is looked at. */
function counted(rows: readonly SqliteRow[], by: StatisticGroup, { fromMs, toMs }: StatisticSpan) {
  const keyOf = (row: SqliteRow): string | null => {
    const local = new Date(row.number('seen_at_ms'));
    if (by === 'hour') return String(local.getHours()).padStart(2, '0');
    if (by === 'day') return [local.getFullYear(), local.getMonth() + 1, local.getDate()].map(twoDigits).join('-');
    if (by === 'shape') return row.text('shape');
    const id = row.numberOrNull(by === 'camera' ? 'camera_id' : 'person_id');
    return id === null ? null : String(id);
  };
  const within = rows.filter((row) => row.number('seen_at_ms') >= fromMs && row.number('seen_at_ms') <= toMs);
  return [...Map.groupBy(within, keyOf)]
    .flatMap(([key, ofKey]) => {
      const suppressed = ofKey.filter((row) => row.flag('suppressed')).length;
      return key === null ? [] : { key, raised: ofKey.length - suppressed, suppressed };
    })
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

async function open(context: TestContext) {
  const { database } = await historyFixture(context);
  database.run("INSERT INTO events (id, camera_id, started_at_ms, ended_at_ms) VALUES ('e', 1, 2, 3)");
  database.run(`INSERT INTO assets (id, file, media_type, event_id, taken_at_ms, received_at_ms, size_bytes, state)
    VALUES (1, 'a.mp4', 'mp4', 'e', 0, 0, 0, 'analysed')`);
  return { database, table: new StatisticsTable(database) };
}

test('counts are those of the tracks, whatever was added, judged again and deleted, and in any span', async (context) => {
  const { database, table } = await open(context);
  const zone = process.env['TZ'];
  process.env['TZ'] = 'Europe/Berlin';
  context.after(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });
  const tracks = fc.array(TRACK, { maxLength: 40 });
  fc.assert(
    fc.property(tracks, tracks, fc.array(SPAN, { minLength: 3, maxLength: 3 }), (first, second, spans) => {
      database.run('DELETE FROM tracks');
      const ids = first.map((track) => insert(database, track));
      for (const [index, track] of second.entries()) {
        const id = ids[index] ?? 0;
        const { suppressed, stationary } = track;
        if (index % 3 === 0) database.run('DELETE FROM tracks WHERE id = ?', id);
        else if (index % 3 === 1) database.run('UPDATE tracks SET identity = ? WHERE id = ?', identityOf(track), id);
        else database.run('UPDATE tracks SET suppressed = ?, stationary = ? WHERE id = ?', suppressed, stationary, id);
      }
      const rows = database.all('SELECT * FROM tracks');
      for (const span of [...spans, { fromMs: 0, toMs: 9e15 }]) {
        for (const by of GROUPS) assert.deepEqual(table.counts(by, span), counted(rows, by, span), by);
        const still = table.stillShares(span, 1).reduce((sum, { stoodStill }) => sum + stoodStill, 0);
        const within = rows.filter(
          (row) => row.number('seen_at_ms') >= span.fromMs && row.number('seen_at_ms') <= span.toMs,
        );
        assert.equal(still, within.filter((row) => row.flag('stationary')).length);
      }
    }),
    { numRuns: 60 },
  );
});

test('what is counted out to nothing leaves no row, when its file goes as well', async (context) => {
  const { database } = await open(context);
  insert(database, { camera: 1, shape: 'car', stationary: 1, suppressed: 1, person: null, seenAtMs: START_MS });
  const rows = () =>
    ['sightings_by_quarter', 'sightings_by_day'].map((name) => database.all(`SELECT * FROM ${name}`).length);
  assert.deepEqual(rows(), [1, 1]);
  database.run('DELETE FROM assets WHERE id = 1');
  assert.deepEqual(rows(), [0, 0]);
});
