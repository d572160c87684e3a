import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HomeAssistantSink } from '../../src/publish/home-assistant-sink.ts';
import { STATUS_TOPIC } from '../../src/publish/mqtt/topics.ts';
import { MediaSigner } from '../../src/runtime/media-signer.ts';
import { cameraTopics } from './camera-topics.ts';
import { FRONT_UUID } from './samples.ts';
import { SinkBench } from './sink-bench.ts';

const topics = cameraTopics(FRONT_UUID);

describe('what Home Assistant is told', () => {
  test('shows at once what a picture and its clip saw, and what is gone 90 s later', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    const atMs = bench.clock.nowMs();
    bench.see('e1', [{ id: 1, atMs, tracks: [['person', 0.875]], annotatedFrame: 'shots/1 annotated.jpg' }]);
    // Without the clock moving: nothing is waited for.
    await bench.home.waitFor(() => bench.home.retained.get(topics.snapshot));
    assert.deepEqual(bench.home.json(topics.state), {
      last_detection: new Date(atMs).toISOString(),
      last_shape: 'person',
      shape_person: 'ON',
      count_person: 1,
      shape_car: 'OFF',
      count_car: 0,
      shape_traffic_light: 'OFF',
      count_traffic_light: 0,
      last_face: 'none',
      analytics: 'ON',
      confidence: 70,
      profile: 'Default',
      face_recognition: 'OFF',
      queue: 0,
      last_upload: new Date(atMs).toISOString(),
      analysis_time: null,
      problem: 'OFF',
      attributes: {
        last_shape: { confidence: 87.5 },
        last_face: { kind: null, similarity: null, event_id: null },
      },
    });
    assert.equal(bench.home.retained.get(topics.snapshot), 'http://concierge:8000/shots/1%20annotated.jpg');
    await bench.pass(20_000);
    bench.see('e1', [
      { id: 1, atMs, tracks: [['person', 0.875]] },
      {
        id: 2,
        atMs,
        mediaType: 'mp4',
        tracks: [
          ['person', 0.9],
          ['person', 0.8],
        ],
      },
    ]);
    await bench.home.waitFor(() => countOf(bench, 'person') === 2);
    await bench.pass(89_999);
    await bench.quiet();
    assert.equal(countOf(bench, 'person'), 2);
    bench.clock.advance(1);
    await bench.home.waitFor(() => countOf(bench, 'person') === 0);
    assert.equal(bench.home.json(topics.state)?.['last_shape'], 'person');
  });

  test('what is suppressed changes nothing and is not announced', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    const before = bench.home.published.length;
    bench.see('e1', [{ id: 1, atMs: bench.clock.nowMs(), tracks: [['car', 0.9]], suppressed: true }]);
    await bench.quiet();
    assert.deepEqual(
      bench.home.published.slice(before).map(({ topic }) => topic),
      [topics.state],
      'that something was uploaded',
    );
    assert.equal(countOf(bench, 'car'), 0);
    assert.equal(bench.home.json(topics.state)?.['last_shape'], 'none');
    assert.equal(bench.home.events.length, 0);
  });

  test('publishes motion unretained, and rests retained at OFF', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    bench.sink.motion(1, bench.clock.nowMs());
    bench.sink.motion(1, bench.clock.nowMs());
    await bench.home.waitFor(() => bench.home.at(topics.motion).includes('ON'));
    await bench.quiet();
    assert.deepEqual(bench.home.at(topics.motion), ['OFF', 'ON']);
    assert.equal(bench.home.retained.get(topics.motion), 'OFF');
  });

  test('a reconnect while something moves does not say that it rests', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    bench.sink.motion(1, bench.clock.nowMs());
    await bench.home.waitFor(() => bench.home.at(topics.motion).length === 2);
    await bench.reconnect();
    assert.deepEqual(bench.home.at(topics.motion), ['OFF', 'ON']);
    await bench.pass(60_000);
    await bench.home.waitFor(() => bench.home.at(topics.motion).length === 3);
    assert.deepEqual(bench.home.at(topics.motion), ['OFF', 'ON', 'OFF']);
  });

  test('tells which zone was entered, and by which shapes, once', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    bench.see('e1', [
      {
        id: 1,
        atMs: bench.clock.nowMs(),
        tracks: [
          ['person', 0.9],
          ['car', 0.95],
        ],
      },
    ]);
    await bench.home.waitFor(() => bench.home.events.length === 1);
    const drive = { uuid: 'uuid of Drive', name: 'Drive' };
    const seen = bench.history.event('e1');
    assert.ok(seen);
    const inDrive = seen.tracks.map((found) => (found.shape === 'person' ? { ...found, zones: [drive] } : found));
    bench.history.put({ ...seen, tracks: inDrive });
    bench.history.announce('e1', bench.clock.nowMs(), drive);
    bench.sink.eventChanged('e1');
    await bench.home.waitFor(() => bench.home.events.length === 2);
    const told = bench.home.events[1];
    assert.equal(told?.event_type, 'concierge_zone_entered');
    assert.partialDeepStrictEqual(told?.data, {
      zone: 'Drive',
      zone_id: 'uuid of Drive',
      event_id: 'e1',
      camera_id: FRONT_UUID,
      shapes: [{ name: 'person', count: 1, confidence: 90, zones: ['Drive'] }],
      confidence: 90,
    });
    await bench.reconnect();
    assert.equal(bench.home.events.length, 2);
  });

  test('announces an event once, to the event entity and on the bus', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    const atMs = bench.clock.nowMs();
    bench.see('e1', [
      {
        id: 1,
        atMs,
        mediaType: 'mp4',
        file: 'front/a b.mp4',
        tracks: [
          ['person', 0.9],
          ['car', 0.95],
        ],
      },
    ]);
    await bench.home.waitFor(() => bench.home.events.length === 1 && bench.home.at(topics.event).length === 1);
    const content = {
      event_id: 'e1',
      camera: 'Front door',
      camera_id: FRONT_UUID,
      time: new Date(atMs).toISOString(),
      shapes: [
        { name: 'car', count: 1, confidence: 95, zones: [] },
        { name: 'person', count: 1, confidence: 90, zones: [] },
      ],
      zones: [],
      people: [],
      objects: [],
      confidence: 95,
      snapshot_url: 'http://concierge:8000/concierge-snapshots/Front%20door/1_car1.jpg?signed',
      picture_url: null,
      clip_url: 'http://concierge:8000/front/a%20b.mp4?signed',
      image: '/media/local/concierge/concierge-snapshots/Front%20door/1_car1.jpg',
      video: '/media/local/concierge/front/a%20b.mp4',
      clip_media_content_id: 'media-source://media_source/local/concierge/front/a b.mp4',
    };
    const unsigned = (value: unknown) =>
      JSON.parse(JSON.stringify(value).replaceAll(/\?expires=\d+&signature=[\w-]{43}/g, '?signed'));
    assert.deepEqual(unsigned(bench.home.events[0]), { event_type: 'concierge_detection', data: content });
    const message = bench.home.published.find(({ topic }) => topic === topics.event);
    assert.deepEqual(unsigned(JSON.parse(message?.payload ?? '')), { event_type: 'shape_detected', ...content });
    assert.equal(message?.retain, false);
    bench.sink.eventChanged('e1');
    await bench.reconnect();
    assert.equal(bench.home.events.length, 1);
    assert.equal(bench.home.at(topics.event).length, 1);
  });

  test('what happened while Home Assistant was away is announced later, but not after ten minutes', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    bench.home.refusing = true;
    bench.home.dropConnections();
    await bench.clock.wait(1000);
    bench.see('old', [{ id: 1, atMs: bench.clock.nowMs(), tracks: [['person', 0.9]] }]);
    await bench.pass(300_000);
    bench.see('recent', [{ id: 2, atMs: bench.clock.nowMs(), tracks: [['person', 0.9]] }]);
    await bench.pass(301_000);
    bench.home.refusing = false;
    await bench.pass(30_000);
    await bench.home.waitFor(() => bench.home.events.length > 0 && bench.home.at(topics.event).length > 0);
    await bench.quiet();
    assert.deepEqual(
      bench.home.events.map(({ data }) => data['event_id']),
      ['recent'],
    );
    assert.equal(bench.home.at(topics.event).length, 1);
  });

  test('a restart announces nothing twice and knows who is still present', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    bench.see('e1', [{ id: 1, atMs: bench.clock.nowMs(), tracks: [['person', 0.9]] }]);
    await bench.home.waitFor(() => bench.home.events.length === 1);
    await bench.quiet();
    await bench.sink.stop();
    assert.equal(bench.home.retained.get(STATUS_TOPIC), 'offline');
    await bench.home.waitFor(() => bench.home.connections === 0);
    await bench.pass(30_000);
    bench.sink = bench.makeSink();
    await bench.online();
    assert.equal(countOf(bench, 'person'), 1);
    assert.equal(bench.home.events.length, 1);
    assert.equal(bench.home.at(topics.event).length, 1);
    await bench.pass(60_000);
    await bench.home.waitFor(() => countOf(bench, 'person') === 0);
  });

  test('a burst of twenty changes makes two state messages, the first at once', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    const before = bench.home.at(topics.state).length;
    const tracks: [string, number][] = [];
    for (let change = 1; change <= 20; change += 1) {
      tracks.push(['person', 0.9]);
      bench.see('e1', [{ id: 1, atMs: bench.clock.nowMs(), tracks: [...tracks] }]);
    }
    await bench.home.waitFor(() => countOf(bench, 'person') === 1);
    await bench.quiet();
    assert.equal(bench.home.at(topics.state).length, before + 1);
    bench.clock.advance(250);
    await bench.home.waitFor(() => countOf(bench, 'person') === 20);
    await bench.quiet();
    assert.equal(bench.home.at(topics.state).length, before + 2);
  });

  test('publishes nothing when nothing changed', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    bench.see('e1', [{ id: 1, atMs: bench.clock.nowMs(), tracks: [['person', 0.9]] }]);
    await bench.home.waitFor(() => bench.home.retained.get(topics.snapshot) && bench.home.at(topics.event).length);
    await bench.quiet();
    const before = bench.home.published.length;
    bench.sink.eventChanged('e1');
    bench.sink.queueChanged();
    await bench.config.change(() => {});
    bench.clock.advance(2000);
    await bench.quiet();
    assert.deepEqual(bench.home.published.slice(before), []);
  });

  test('a queue that is soon empty again makes no message; one that stays does', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    const before = bench.home.published.length;
    bench.queue.waiting = 3;
    bench.sink.queueChanged();
    bench.clock.advance(900);
    bench.queue.waiting = 0;
    bench.sink.queueChanged();
    bench.clock.advance(2000);
    await bench.quiet();
    assert.equal(bench.home.published.length, before);
    bench.queue.waiting = 4;
    bench.sink.queueChanged();
    bench.clock.advance(1000);
    await bench.home.waitFor(() => bench.home.json('concierge/hub/state')?.['queue'] === 4);
    await bench.home.waitFor(() => bench.home.json(topics.state)?.['queue'] === 4);
  });

  test('says every five minutes that it is there, which the hub would miss after twelve', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    await bench.pass(300_000);
    await bench.home.waitFor(() => bench.home.at(STATUS_TOPIC).length === 2);
    assert.equal(bench.home.entities.get('concierge_hub_connection')?.config['expire_after'], 720);
  });

  test('without a Home Assistant it runs and says so', async (context) => {
    const bench = await SinkBench.create(context);
    const sink = new HomeAssistantSink({
      connection: null,
      config: bench.config,
      history: bench.history,
      queue: { depth: () => ({ stills: 0, clips: 0, oldestWaitMs: 0, setAside: 0 }), waitingFor: () => 0 },
      mediaBaseUrl: 'http://concierge:8000',
      homeAssistantMedia: null,
      signer: new MediaSigner(Buffer.alloc(32, 7)),
      version: '0.1.0',
      folder: '/nowhere',
      reanalysis: { request: () => null },
      vitals: { ftpSessions: () => 0, diskLevel: async () => 0 },
      logger: (await import('../support/test-logger.ts')).silentLogger(),
      clock: bench.clock,
    });
    await sink.start();
    sink.motion(1, 0);
    sink.eventChanged('none');
    sink.queueChanged();
    assert.deepEqual(sink.health(), { state: 'running', detail: 'not connected: no Home Assistant configured' });
    await sink.stop();
  });
});

function countOf(bench: SinkBench, shape: string): unknown {
  return bench.home.json(topics.state)?.[`count_${shape}`];
}
