import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { FakeInfluxDb3 } from '../fakes/influxdb-3.ts';
import { influxFixture, NOON_MS } from './influx-fixture.ts';

async function told(context: TestContext, token: string | null, fits: RegExp) {
  const { fake, target } = await FakeInfluxDb3.start(context);
  const fixture = await influxFixture(context, token === null ? target : { ...target, token });
  const sink = fixture.makeSink();
  context.after(() => sink.stop());
  await sink.start();
  sink.eventChanged(fixture.visit('jpg', ['dog', 'traffic light']));
  const until = async (pattern: RegExp) => {
    const signal = AbortSignal.timeout(120_000);
    // The sink tells nobody when its batch was taken.
    while (!pattern.test(sink.health().detail)) await setTimeout(20, undefined, { signal });
  };
  await until(fits);
  return { fake, sink, until, ...fixture };
}

describe('a stand-in for InfluxDB 3', () => {
  test('takes every line as it is documented, and tells its version to who has the token', async (context) => {
    const { fake, sink } = await told(context, null, /InfluxDB 3\.2\.1 .*\(0 waiting/);
    assert.equal(sink.health().state, 'running');
    assert.equal(fake.lines.get('camera_shapes_detected_img')?.length, 2);
    assert.equal(fake.lines.get('camera_analytics')?.length, 1);
    assert.ok(fake.lines.has('concierge_queue') && fake.lines.has('concierge_health'));
  });

  test('keeps the other lines of a batch when it refuses one', async (context) => {
    const { fake, sink, outbox, visit, until } = await told(context, null, /\(0 waiting/);
    outbox.put(null, [`camera_shapes_detected_img,shape=dog confidence="much" ${NOON_MS}000001`], 0);
    sink.eventChanged(visit('jpg', ['cat'], NOON_MS + 60_000));
    await until(/\(0 waiting.*1 refused/);
    assert.ok(fake.lines.get('camera_shapes_detected_img')?.some((line) => line.includes('shape=cat')));
  });

  test('refuses a wrong token, which is told in words', async (context) => {
    const { sink, fake } = await told(context, 'nonsense', /does not accept influxdb_token.*\(INFLUXDB_REFUSED\)/);
    assert.equal(sink.health().state, 'degraded');
    assert.equal(fake.lines.size, 0);
  });
});
