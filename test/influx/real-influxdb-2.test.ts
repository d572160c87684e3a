import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { InfluxDB } from '@influxdata/influxdb-client';
import type { InfluxTarget } from '../../src/influx/influx-target.ts';
import { givenInfluxd2, NO_INFLUXD2 } from './given-influxd2.ts';
import { influxFixture, NOON_MS } from './influx-fixture.ts';

const DEADLINE_MS = 120_000;
const ASK_AGAIN_MS = 50;

/** A sink that was told of one picture with a dog; resolves when its health is so. */
async function healthAgainst(context: TestContext, target: InfluxTarget, fits: RegExp) {
  const fixture = await influxFixture(context, target);
  const sink = fixture.makeSink();
  context.after(() => sink.stop());
  await sink.start();
  sink.eventChanged(fixture.visit('jpg', ['dog']));
  const signal = AbortSignal.timeout(DEADLINE_MS);
  // InfluxDB tells nobody when it has written.
  while (!fits.test(sink.health().detail)) await setTimeout(ASK_AGAIN_MS, undefined, { signal });
  return { ...fixture, sink };
}

function rows({ url, token, org }: InfluxTarget, query: string): Promise<Record<string, unknown>[]> {
  return new InfluxDB({ url, token }).getQueryApi(org).collectRows<Record<string, unknown>>(query);
}

describe('a real InfluxDB 2', { skip: NO_INFLUXD2 }, () => {
  test('keeps what the contract names, in its types', async (context) => {
    const { target } = await givenInfluxd2(context);
    const { sink } = await healthAgainst(context, target, /InfluxDB v2\..*\(0 waiting/);
    assert.equal(sink.health().state, 'running');
    const seen = await rows(
      target,
      `from(bucket: "concierge") |> range(start: 2026-01-01T00:00:00Z) |> filter(fn: (r) => r._measurement == "camera_shapes_detected_img")
       |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")`,
    );
    assert.partialDeepStrictEqual(seen, [
      {
        shape: 'dog',
        camera: 'Front door',
        confidence: 87.5,
        frame_nbr: 30,
        startX: 100,
        epoch: (NOON_MS + 2_000) / 1000,
      },
    ]);
    const measurements = await rows(
      target,
      'import "influxdata/influxdb/schema" schema.measurements(bucket: "concierge", start: 2026-01-01T00:00:00Z)',
    );
    const names = measurements.map((row) => row['_value']);
    for (const name of ['camera_analytics', 'concierge_analysis', 'concierge_queue', 'concierge_disk']) {
      assert.ok(names.includes(name), `${name} in ${names}`);
    }
  });

  for (const [what, wrong, words] of [
    ['a wrong token', { token: 'nonsense' }, /does not accept influxdb_token \(401/],
    ['a bucket that is not there', { bucket: 'gone' }, /has no bucket "gone" in the organisation "home" \(404/],
    ['another organisation', { org: 'elsewhere' }, /influxdb_org|influxdb_token/],
  ] as const) {
    test(`says in words that it was given ${what}, and nothing is lost`, async (context) => {
      const { target } = await givenInfluxd2(context);
      const { sink, outbox } = await healthAgainst(context, { ...target, ...wrong }, words);
      assert.equal(sink.health().state, 'degraded');
      assert.match(sink.health().detail, /\(INFLUXDB_REFUSED\)/);
      assert.doesNotMatch(sink.health().detail, /nonsense/);
      assert.ok(outbox.count() >= 2, 'the points wait');
    });
  }

  test('lets other points through when it refuses one', async (context) => {
    const { target } = await givenInfluxd2(context);
    const { outbox, sink, visit } = await healthAgainst(context, target, /\(0 waiting/);
    outbox.put(null, [`camera_shapes_detected_img,shape=dog confidence="much" ${NOON_MS}000001`], 0);
    outbox.put(null, ['this is no line protocol'], 0);
    sink.eventChanged(visit('jpg', ['cat'], NOON_MS + 60_000));
    const signal = AbortSignal.timeout(DEADLINE_MS);
    while (outbox.count() > 0) await setTimeout(ASK_AGAIN_MS, undefined, { signal });
    assert.match(sink.health().detail, /2 refused/);
    assert.equal(sink.health().state, 'running');
  });
});
