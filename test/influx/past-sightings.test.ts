import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { influxMemory } from '../../src/influx/influx-memory.ts';
import { FluxQuery, InfluxQlQuery, type InfluxQuery } from '../../src/influx/influx-query.ts';
import { InfluxSightings } from '../../src/influx/influx-sightings.ts';
import type { InfluxTarget } from '../../src/influx/influx-target.ts';
import { RememberedSightings } from '../../src/influx/remembered-sightings.ts';
import type { PastSightings, Sighting } from '../../src/ports/sightings.ts';
import { ArchiveTable } from '../../src/store/archive-table.ts';
import { SightingTable } from '../../src/store/sighting-table.ts';
import { claimFreePorts } from '../support/claim-ports.ts';
import { givenInfluxd, NO_INFLUXD } from './given-influxd.ts';
import { givenInfluxd2, NO_INFLUXD2 } from './given-influxd2.ts';
import { influxFixture, NOON_MS } from './influx-fixture.ts';

const HOUR_MS = 3_600_000;
/** For an answer, on a machine that does much else. */
const PATIENT_MS = 60_000;

/** What happened: `visit` counts recordings and files from 1. */
const VISITS: readonly (readonly [type: 'jpg' | 'mp4', shapes: readonly string[], atMs: number])[] = [
  ['mp4', ['person', 'car'], NOON_MS],
  ['jpg', ['person'], NOON_MS + 1_000],
  ['mp4', [], NOON_MS + 2_000],
  ['mp4', ['traffic light'], NOON_MS + HOUR_MS],
  ['mp4', ['person', 'person'], NOON_MS + 2 * HOUR_MS],
];

interface Influx {
  readonly target: InfluxTarget;
}

type Given = (context: TestContext) => Promise<Influx>;
type Told = Awaited<ReturnType<typeof told>>;

/** A house with its InfluxDB, to which everything was told. */
async function told(context: TestContext, given: Given = givenInfluxd) {
  const influx = await given(context);
  const fixture = await influxFixture(context, influx.target);
  for (const [type, shapes, atMs] of VISITS) fixture.visit(type, shapes, atMs);
  const sink = fixture.makeSink();
  await sink.start();
  const signal = AbortSignal.timeout(120_000);
  // InfluxDB tells nobody that it has written; the back-fill is done when nothing waits any more.
  while (!/InfluxDB v?[12]\..*\(0 waiting/.test(sink.health().detail)) {
    fixture.clock.advance(1_000);
    await setTimeout(20, undefined, { signal });
  }
  await sink.stop();
  return { ...fixture, influx };
}

/** The family of those who answer about the past, and what each needs; all are asked of the same visits. */
const FAMILY: Readonly<
  Record<string, readonly [given: Given, skip: string | false, make: (told: Told) => PastSightings]>
> = {
  SQLite: [givenInfluxd, NO_INFLUXD, ({ database }) => new SightingTable(database)],
  'InfluxDB 1.8 by InfluxQL': [givenInfluxd, NO_INFLUXD, asked((target) => new InfluxQlQuery(target, PATIENT_MS))],
  'InfluxDB 1.8 by Flux': [givenInfluxd, NO_INFLUXD, asked((target) => new FluxQuery(target, PATIENT_MS))],
  'InfluxDB 2 by Flux': [givenInfluxd2, NO_INFLUXD2, asked((target) => new FluxQuery(target, PATIENT_MS))],
  'SQLite with InfluxDB 1.8 behind it': [givenInfluxd, NO_INFLUXD, remembered],
  'SQLite with InfluxDB 2 behind it': [givenInfluxd2, NO_INFLUXD2, remembered],
};

function asked(queryOf: (target: InfluxTarget) => InfluxQuery) {
  return ({ influx }: Told) => new InfluxSightings(queryOf(influx.target));
}

function remembered({ database, influx, stores }: Told): RememberedSightings {
  return new RememberedSightings({
    here: new SightingTable(database),
    influx: influxMemory(influx.target, PATIENT_MS),
    kept: (ids) => new ArchiveTable(database).recordingsAmong(ids),
    logger: stores.logger,
  });
}

/** As callers read it: which camera, by name or id, is said on the way out. */
function shown(sightings: readonly Sighting[]) {
  return sightings.map(({ shape, confidence, frameNumber, recordingId, box, snapshot, seenAtMs }) => {
    const percent = Math.round(confidence * 10_000) / 100;
    return [shape, percent, frameNumber, recordingId, Object.values(box), snapshot, (seenAtMs - NOON_MS) / 1000];
  });
}

const BOX = [100, 100, 200, 160];
const FIRST = [
  ['person', 87.5, 30, 1, BOX, 'shots/1_person.jpg', 2],
  ['car', 87.5, 30, 1, BOX, 'shots/1_car.jpg', 2],
];
const LIGHT = ['traffic light', 87.5, 30, 3, BOX, 'shots/4_traffic light.jpg', 3602];
const LAST = ['person', 87.5, 30, 4, BOX, 'shots/5_person.jpg', 7202];

function sorted(rows: readonly unknown[]) {
  return rows.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}

for (const [name, [given, skip, make]] of Object.entries(FAMILY)) {
  test(`the past as ${name} has it`, { skip }, async (context) => {
    const past = make(await told(context, given));
    const all = { shape: null, fromMs: 0, toMs: NOON_MS + 24 * HOUR_MS };

    assert.deepEqual(sorted(shown(await past.ofRecording(1))), sorted(FIRST));
    assert.deepEqual(await past.ofRecording(2), [], 'a clip that showed nothing');
    assert.deepEqual(await past.ofRecording(99), []);

    const everything = shown(await past.inClips(all, 100));
    assert.deepEqual(sorted(everything), sorted([...FIRST, LIGHT, LAST, LAST]));
    assert.deepEqual(
      everything.map((row) => row.at(-1)),
      [2, 2, 3602, 7202, 7202],
      'in order of time',
    );
    assert.deepEqual(shown(await past.inClips({ ...all, shape: 'traffic light' }, 100)), [LIGHT]);
    assert.deepEqual(shown(await past.inClips(all, 2)), [LAST, LAST], 'of more the newest');
    assert.deepEqual(await past.inClips({ ...all, shape: "it's \\ odd" }, 100), []);

    assert.deepEqual(await past.recordingIds(all), [1, 3, 4]);
    assert.deepEqual(await past.recordingIds({ ...all, shape: 'person' }), [1, 4]);
    const atLight = { shape: null, fromMs: NOON_MS + HOUR_MS + 2_000, toMs: NOON_MS + HOUR_MS + 2_000 };
    assert.deepEqual(shown(await past.inClips(atLight, 100)), [LIGHT], 'both ends belong to it');
    assert.deepEqual(await past.recordingIds(atLight), [3]);
    assert.deepEqual(await past.recordingIds({ ...atLight, toMs: atLight.fromMs - 1 }), []);
    assert.deepEqual(await past.inClips({ ...all, fromMs: 8e15, toMs: 9e15 }, 100), [], 'after all time');
  });
}

for (const [name, given, skip] of [
  ['1.8', givenInfluxd, NO_INFLUXD],
  ['2', givenInfluxd2, NO_INFLUXD2],
] as const) {
  test(`InfluxDB ${name} behind SQLite remembers the recordings that are gone, and nothing of the others`, {
    skip,
  }, async (context) => {
    const house = await told(context, given);
    const { database } = house;
    const past = remembered(house);
    database.run('DELETE FROM tracks WHERE recording_id IN (1, 4)');
    database.run('DELETE FROM recordings WHERE id = 1');
    const all = { shape: null, fromMs: 0, toMs: NOON_MS + 24 * HOUR_MS };
    const seen = await past.inClips(all, 100);
    assert.deepEqual(sorted(shown(seen)), sorted([...FIRST, LIGHT]), 'recording 4 is here, and shows nothing now');
    assert.deepEqual(new Set(seen.map(({ cameraName }) => cameraName)), new Set(['Front door', null]));
    assert.deepEqual(await past.recordingIds(all), [1, 3]);
    assert.equal((await past.ofRecording(1)).length, 2);
    assert.deepEqual(await past.ofRecording(4), []);
    assert.match(past.state, /asked about the past 3 times/);
  });
}

describe('without an answer of InfluxDB', () => {
  test('SQLite answers alone, and says so once', async (context) => {
    const target = { url: `http://127.0.0.1:${await claimFreePorts(1)}`, org: '', bucket: 'concierge', token: 'a:b' };
    const { database, stores, visit } = await influxFixture(context, target);
    visit('mp4', ['person']);
    const here = new SightingTable(database);
    const past = new RememberedSightings({
      here,
      influx: influxMemory(target),
      kept: () => new Set(),
      logger: stores.logger,
    });
    const all = { shape: null, fromMs: 0, toMs: NOON_MS + HOUR_MS };
    for (let time = 0; time < 3; time++) {
      assert.deepEqual(await past.inClips(all, 100), await here.inClips(all, 100));
      assert.deepEqual(await past.recordingIds(all), [1]);
    }
    assert.match(past.state, /SQLite alone/);
    assert.equal(stores.logged('warn').length, 1);
  });

  test('what answers in its place and is no InfluxDB is not asked', async (context) => {
    const server = createServer((_request, response) => response.end('<html>')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    context.after(() => server.close());
    // A server that listens on a port of loopback has such an address.
    const { port } = server.address() as AddressInfo;
    const ask = influxMemory({ url: `http://127.0.0.1:${port}`, org: '', bucket: 'b', token: '' });
    assert.equal(await ask(), null);
  });
});
