import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { InfluxdService } from '../../src/influx/bundled/influxd-service.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { claimFreePorts } from '../support/claim-ports.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { silentLogger } from '../support/test-logger.ts';
import { givenInfluxd, influxQl, NO_INFLUXD } from './given-influxd.ts';
import { influxFixture, NOON_MS } from './influx-fixture.ts';

const DASHBOARD = join(import.meta.dirname, '../../addon/examples/grafana-dashboard.json');
const DEADLINE_MS = 120_000;
const ASK_AGAIN_MS = 50;

/** Asks until the answer fits: InfluxDB tells nobody when it has written. */
async function until<Value>(ask: () => Promise<Value> | Value, fits: (value: Value) => boolean): Promise<Value> {
  const signal = AbortSignal.timeout(DEADLINE_MS);
  for (;;) {
    const value = await ask();
    if (fits(value)) return value;
    await setTimeout(ASK_AGAIN_MS, undefined, { signal });
  }
}

async function connected(context: TestContext) {
  const influx = await givenInfluxd(context);
  await until(
    () => influx.service.health().state,
    (state) => state === 'running',
  );
  const fixture = await influxFixture(context, influx.target);
  const sink = fixture.makeSink();
  context.after(() => sink.stop());
  const ask = (q: string, rows: number) =>
    until(
      () => influxQl(influx.url, q),
      (answer) => answer.length >= rows,
    );
  return { ...influx, ...fixture, sink, ask };
}

describe('a real InfluxDB 1.8', { skip: NO_INFLUXD }, () => {
  test('answers the queries of dashboards that were made for the container version', async (context) => {
    const { sink, visit, ask } = await connected(context);
    await sink.start();
    sink.eventChanged(visit('jpg', ['person', 'person', 'traffic light']));
    sink.eventChanged(visit('mp4', ['person', 'car'], NOON_MS + 1_000));
    const ns = (ms: number) => BigInt(ms) * 1_000_000n;

    const pictures = await ask('SELECT * FROM camera_shapes_detected_img', 3);
    assert.equal(pictures.length, 3, 'two people in one second are two points');
    const clips = await ask("SELECT * FROM camera_shapes_detected_video WHERE shape = 'person'", 1);
    assert.partialDeepStrictEqual(clips, [
      {
        camera: 'Front door',
        confidence: 87.5,
        frame_nbr: 30,
        recording_id: 1,
        startX: 100,
        startY: 100,
        endX: 200,
        endY: 160,
        snapshot: '/shots/2_person.jpg',
        snapshot_url: 'http://concierge:8000/shots/2_person.jpg',
        epoch: (NOON_MS + 3_000) / 1000,
      },
    ]);
    // The recording's start, 30 frames at 15 a second, and what keeps it apart from others.
    assert.equal(BigInt(String(clips[0]?.['time'])) - ns(NOON_MS + 3_000), 2_000n);

    assert.deepEqual(
      (await ask('SELECT sum(detect_person) AS people FROM camera_analytics GROUP BY camera', 1)).map((row) => [
        row['camera'],
        row['people'],
      ]),
      [['Front door', 3]],
    );
    const summary = await ask("SELECT * FROM camera_analytics WHERE asset_type = 'mp4'", 1);
    assert.partialDeepStrictEqual(summary, [{ detect_car: 1, detect_face: 2, recording_path: '/cam/2.mp4' }]);
    const perHour = `SELECT count(confidence) FROM camera_shapes_detected_img WHERE time >= ${ns(NOON_MS)} AND time < ${ns(NOON_MS + 3_600_000)} GROUP BY time(1h), shape fill(none)`;
    assert.deepEqual(
      (await ask(perHour, 2)).map((row) => [row['shape'], row['count']]),
      [
        ['person', 2],
        ['traffic light', 1],
      ],
    );
  });

  test('keeps the types of fields, and how the house is doing', async (context) => {
    const { sink, visit, ask } = await connected(context);
    await sink.start();
    sink.eventChanged(visit('mp4', ['hot dog']));
    await ask('SELECT * FROM camera_analytics', 1);
    const types = async (measurement: string) =>
      Object.fromEntries(
        (await ask(`SHOW FIELD KEYS FROM ${measurement}`, 1)).map((row) => [row['fieldKey'], row['fieldType']]),
      );
    assert.deepEqual(await types('camera_shapes_detected_video'), {
      camera: 'string',
      confidence: 'float',
      endX: 'integer',
      endY: 'integer',
      epoch: 'float',
      frame_nbr: 'integer',
      recording_id: 'integer',
      snapshot: 'string',
      snapshot_url: 'string',
      startX: 'integer',
      startY: 'integer',
      suppressed: 'boolean',
    });
    assert.deepEqual(await types('camera_analytics'), {
      asset_type: 'string',
      detect_face: 'integer',
      detect_hot_dog: 'integer',
      recording_path: 'string',
    });
    assert.partialDeepStrictEqual(await ask('SELECT * FROM concierge_queue', 1), [{ clips: 2, background: 5 }]);
    assert.partialDeepStrictEqual(await ask('SELECT * FROM concierge_disk', 1), [{ used_pct: 75 }]);
    assert.partialDeepStrictEqual(await ask('SELECT * FROM concierge_camera', 1), [
      { camera: 'Front door', silent_s: 90 },
    ]);
    assert.partialDeepStrictEqual(await ask('SELECT * FROM concierge_health', 1), [{ service: 'FTP', well: true }]);
    assert.partialDeepStrictEqual(await ask('SELECT * FROM concierge_analysis', 1), [
      { elapsed_ms: 812.5, frames: 30 },
    ]);
    assert.partialDeepStrictEqual(await ask('SELECT * FROM concierge_ftp', 1), [{ hour_files: 6 }]);
  });

  test('answers every query of the Grafana dashboard', async (context) => {
    const { sink, visit, ask, url } = await connected(context);
    await sink.start();
    sink.eventChanged(visit('jpg', ['person']));
    sink.eventChanged(visit('mp4', ['person'], NOON_MS + 1_000));
    await ask('SELECT * FROM camera_analytics', 2);
    const { panels } = JSON.parse(await readFile(DASHBOARD, 'utf8'));
    const within = `time >= ${NOON_MS - 3_600_000}ms AND time < ${NOON_MS + 3_600_000}ms`;
    for (const { title, targets } of panels) {
      for (const { query } of targets) {
        const asked = String(query).replaceAll('$timeFilter', within).replaceAll('$__interval', '10m');
        assert.ok((await influxQl(url, asked)).length > 0, title);
      }
    }
  });

  test('gets at its first connection what was there before, and once', async (context) => {
    const { makeSink, visit, ask, outbox } = await connected(context);
    for (let hour = 0; hour < 250; hour += 1) visit('jpg', ['dog'], NOON_MS - hour * 3_600_000);
    const first = makeSink();
    await first.start();
    const all = await ask('SELECT * FROM camera_shapes_detected_img', 250);
    assert.equal(all.length, 250);
    await until(
      () => outbox.count(),
      (count) => count === 0,
    );
    await first.stop();
    const second = makeSink();
    await second.start();
    await until(
      () => second.health().detail,
      (detail) => /InfluxDB 1\.8/.test(detail),
    );
    assert.equal(outbox.count(), 0);
    await second.stop();
  });

  test('that was away loses nothing, over a restart of ours as well', async (context) => {
    const port = await claimFreePorts(1);
    const url = `http://127.0.0.1:${port}`;
    const target = { url, org: '', bucket: 'concierge', token: 'concierge:s3cret' };
    const { makeSink, visit, outbox, clock } = await influxFixture(context, target);
    const before = makeSink();
    await before.start();
    for (let hour = 0; hour < 24; hour += 1) {
      before.eventChanged(visit('jpg', ['cat'], NOON_MS + hour * 3_600_000));
      clock.advance(3_600_000);
    }
    await until(
      () => before.health(),
      ({ state, detail }) => state === 'degraded' && /Cannot reach InfluxDB.*waiting/.test(detail),
    );
    await before.stop();
    const waiting = outbox.count();
    assert.ok(waiting > 24 * 60, 'a point a minute of the house, and what was seen');

    await givenInfluxd(context, { port });
    const after = makeSink();
    context.after(() => after.stop());
    await after.start();
    await until(
      () => {
        clock.advance(1_000);
        return outbox.count();
      },
      (count) => count === 0,
    );
    assert.equal((await influxQl(url, 'SELECT * FROM camera_shapes_detected_img')).length, 24);
  });

  test('says in words what is wrong with the set-up', async (context) => {
    const { target, visit } = await connected(context);
    const wrong = await influxFixture(context, { ...target, token: 'concierge:wrong' });
    const sink = wrong.makeSink();
    context.after(() => sink.stop());
    await sink.start();
    visit('jpg', ['dog']);
    const { detail } = await until(
      () => sink.health(),
      ({ state }) => state === 'degraded',
    );
    assert.match(detail, /does not accept influxdb_token.*1\.8: user:password.*\(INFLUXDB_REFUSED\)/);
    assert.doesNotMatch(detail, /wrong/);
  });

  test('gets its database where it is missing, and lets other points through when it refuses one', async (context) => {
    const { target, url } = await connected(context);
    const other = await influxFixture(context, { ...target, bucket: 'cameras/autogen' });
    const sink = other.makeSink();
    context.after(() => sink.stop());
    await sink.start();
    sink.eventChanged(other.visit('jpg', ['dog']));
    await until(
      () => other.outbox.count(),
      (count) => count === 0,
    );
    assert.ok((await influxQl(url, 'SHOW DATABASES')).some((row) => row['name'] === 'cameras'));

    other.outbox.put(null, [`camera_shapes_detected_img,shape=dog confidence="much" ${NOON_MS}000001`], 0);
    other.outbox.put(null, ['this is no line protocol'], 0);
    sink.eventChanged(other.visit('jpg', ['cat'], NOON_MS + 60_000));
    await until(
      () => other.outbox.count(),
      (count) => count === 0,
    );
    assert.match(sink.health().detail, /2 refused/);
    assert.equal(sink.health().state, 'running');
  });
});

describe('the bundled InfluxDB', { skip: NO_INFLUXD }, () => {
  test('is set up at its first start, keeps its data, and comes back when it dies', async (context) => {
    const first = await givenInfluxd(context);
    await until(
      () => first.service.health().state,
      (state) => state === 'running',
    );
    assert.deepEqual(await influxQl(first.url, 'SHOW DATABASES', 'nobody:nothing'), []);
    const { makeSink, visit } = await influxFixture(context, first.target);
    const sink = makeSink();
    await sink.start();
    sink.eventChanged(visit('jpg', ['dog']));
    const seen = 'SELECT * FROM camera_shapes_detected_img';
    await until(
      () => influxQl(first.url, seen),
      (rows) => rows.length === 1,
    );
    await sink.stop();
    await first.service.stop();
    assert.equal(first.service.health().state, 'stopped');
    await assert.rejects(fetch(first.url));

    const again = await givenInfluxd(context, first);
    await until(
      () => again.service.health().state,
      (state) => state === 'running',
    );
    assert.equal((await influxQl(again.url, seen)).length, 1);
  });

  test('says so when its binary is missing', async (context) => {
    const service = new InfluxdService({
      path: '/nonexistent/influxd',
      dataDir: await temporaryFolder(context),
      host: '127.0.0.1',
      port: await claimFreePorts(1),
      token: 'concierge:x',
      database: 'concierge',
      clock: systemClock,
      logger: silentLogger(),
    });
    await service.start();
    const { detail } = await until(
      () => service.health(),
      ({ state }) => state === 'degraded',
    );
    assert.match(detail, /ENOENT.*install InfluxDB 1\.8.*\(TOOL_MISSING\).*started again/);
    await service.stop();
  });
});
