import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cameraTopics } from './camera-topics.ts';
import { camera, configWith, FRONT_UUID } from './samples.ts';
import { SinkBench } from './sink-bench.ts';

const topics = cameraTopics(FRONT_UUID);

describe('objects in Home Assistant', () => {
  test('news of them are told once, by the event entity and on the bus', async (context) => {
    const bench = await SinkBench.create(context, {}, configWith([camera(1, FRONT_UUID, 'Front door')]));
    await bench.online();
    const createdAtMs = bench.clock.nowMs();
    const of = { eventId: 'e1', shape: 'car', snapshot: 'a/car.jpg', createdAtMs };
    bench.history.announceObject({ ...of, kind: 'recognised', name: 'Our car', similarity: 0.876 });
    bench.history.announceObject({ ...of, kind: 'left_behind', shape: 'suitcase', name: null, similarity: null });
    bench.history.announceObject({ ...of, kind: 'taken_away', name: null, similarity: null, snapshot: null });
    bench.see('e1', [{ id: 1, atMs: createdAtMs, tracks: [['car', 0.9]] }]);
    await bench.home.waitFor(() => bench.home.at(topics.event).length === 4 && bench.home.events.length === 4);
    const [, ...told] = bench.home.events;
    assert.partialDeepStrictEqual(told, [
      {
        event_type: 'concierge_object',
        data: {
          ...{ type: 'object_recognised', name: 'Our car', shape: 'car', similarity: 87.6, camera: 'Front door' },
          image: '/media/local/concierge/a/car.jpg',
        },
      },
      { event_type: 'concierge_object', data: { type: 'object_left_behind', name: null, shape: 'suitcase' } },
      { event_type: 'concierge_object', data: { type: 'object_taken_away', shape: 'car', image: null } },
    ]);
    const entity = bench.home.at(topics.event).map((payload) => JSON.parse(payload).event_type);
    assert.deepEqual(entity.slice(1), ['object_recognised', 'object_left_behind', 'object_taken_away']);
    assert.deepEqual(bench.home.registry.faults, []);
    await bench.reconnect();
    assert.equal(bench.home.events.length, 4);
  });
});
