import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { authorization, type InfluxTarget } from '../../src/influx/influx-target.ts';
import { SqliteReanalysis } from '../../src/store/sqlite-reanalysis.ts';
import { analysis, track } from '../store/history-fixture.ts';
import { givenInfluxd, NO_INFLUXD } from './given-influxd.ts';
import { givenInfluxd2, NO_INFLUXD2 } from './given-influxd2.ts';
import { influxFixture, NOON_MS } from './influx-fixture.ts';

const HOUR_MS = 3_600_000;

const SERVERS = {
  'InfluxDB 1.8': [givenInfluxd, NO_INFLUXD],
  'InfluxDB 2': [givenInfluxd2, NO_INFLUXD2],
} as const;

for (const [name, [given, skip]] of Object.entries(SERVERS)) {
  test(`${name} forgets an event that somebody deleted, also what an earlier analysis found, and nothing else`, {
    skip,
  }, async (context) => {
    const { target } = await given(context);
    const house = await influxFixture(context, target);
    const clip = house.visit('mp4', ['person', 'car']);
    house.visit('mp4', ['person'], NOON_MS + 2 * HOUR_MS);
    const picture = house.visit('jpg', ['dog', 'cat'], NOON_MS + HOUR_MS);
    const sink = await started(context, house);
    const asked = (q: string) => column(target, q);
    const clips = 'SELECT recording_id FROM camera_shapes_detected_video';
    const sums = 'SELECT recording_path FROM camera_analytics';
    await untilTold(sink, house.clock);
    assert.deepEqual(await asked(clips), [1, 1, 2]);

    lookAgain(house, clip);
    sink.eventRevised(clip);
    await untilTold(sink, house.clock);
    assert.deepEqual(await asked(clips), [1, 1, 1, 2], 'points of the earlier analysis stay');

    for (const id of [clip, picture]) {
      const event = house.history.event(id);
      assert.ok(event);
      sink.eventRemoved(event);
    }
    await untilTold(sink, house.clock);
    assert.deepEqual(await asked(clips), [2]);
    assert.deepEqual(await asked('SELECT confidence FROM camera_shapes_detected_img'), []);
    assert.deepEqual(await asked(sums), ['/cam/2.mp4']);
    assert.equal((await asked('SELECT frames FROM concierge_analysis')).length, 1);
  });
}

test('what waits of a file that was deleted is never told', { skip: NO_INFLUXD }, async (context) => {
  const house = await influxFixture(context, { url: 'http://127.0.0.1:1', org: '', bucket: 'concierge', token: '' });
  const sink = await started(context, house);
  const id = house.visit('mp4', ['person']);
  sink.eventChanged(id);
  const event = house.history.event(id);
  assert.ok(event);
  sink.eventRemoved(event);
  const waiting = house.database.all("SELECT kind FROM influx_outbox WHERE subject = 'asset 1'");
  assert.deepEqual(
    waiting.map((row) => row.text('kind')),
    ['erasure'],
  );
});

type House = Awaited<ReturnType<typeof influxFixture>>;

async function started(context: TestContext, house: House) {
  const sink = house.makeSink();
  await sink.start();
  context.after(() => sink.stop());
  return sink;
}

/** The same clip is analysed once more, and what it shows is seen best a second later. */
function lookAgain({ database, queue, history }: House, eventId: string): void {
  new SqliteReanalysis({ database, jobs: queue }).request({ kind: 'event', id: eventId });
  const job = queue.lease('clip', 60_000);
  assert.ok(job);
  const found = track('person');
  const later = { ...found, bestShot: { ...found.bestShot, timeMs: found.bestShot.timeMs + 1000 } };
  history.completeAnalysis(job.id, analysis(job.assetId, [later]));
}

/** InfluxDB tells nobody that it has written; nothing waits any more when it has. */
async function untilTold(sink: Awaited<ReturnType<typeof started>>, clock: House['clock']): Promise<void> {
  const signal = AbortSignal.timeout(120_000);
  while (!/InfluxDB v?[12]\..*\(0 waiting/.test(sink.health().detail)) {
    clock.advance(1_000);
    await setTimeout(20, undefined, { signal });
  }
}

/** The second column of what InfluxQL answers, in order. */
async function column({ url, bucket, token }: InfluxTarget, q: string): Promise<unknown[]> {
  const response = await fetch(`${url}/query?${new URLSearchParams({ db: bucket, q })}`, {
    headers: authorization(token),
  });
  const { results }: { results: { series?: { values: unknown[][] }[] }[] } = Object(await response.json());
  return (results[0]?.series?.[0]?.values ?? []).map((row) => row[1]).toSorted();
}
