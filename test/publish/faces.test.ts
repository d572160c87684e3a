import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Identity } from '../../src/domain/identity.ts';
import { cameraTopics } from './camera-topics.ts';
import { camera, configWith, FRONT_UUID } from './samples.ts';
import { SinkBench } from './sink-bench.ts';

const topics = cameraTopics(FRONT_UUID);
const ANNA_UUID = '3f2a9100-0000-4000-8000-00000000000a';
const ANNA_STATE = `concierge/person/${ANNA_UUID}/state`;
const ANNA: Identity = { kind: 'known', personId: 1, name: 'Anna', similarity: 0.913 };
const STRANGER: Identity = { kind: 'unknown', strangerId: 7 };

async function openBench(...[context]: Parameters<typeof SinkBench.create>): Promise<SinkBench> {
  const document = configWith([camera(1, FRONT_UUID, 'Front door')]);
  document.people.push({ id: 1, uuid: ANNA_UUID, name: 'Anna', ignored: false });
  const bench = await SinkBench.create(context, {}, document);
  await bench.online();
  return bench;
}

describe('faces in Home Assistant', () => {
  test('somebody known is present for 90 s, and where and when stays', async (context) => {
    const bench = await openBench(context);
    assert.deepEqual(bench.home.registry.faults, []);
    assert.equal(bench.home.json(ANNA_STATE)?.['presence'], 'OFF');
    assert.equal(bench.home.registry.devices.get(`concierge_person_${ANNA_UUID}`)?.viaDevice, 'concierge_hub');
    const atMs = bench.clock.nowMs();
    bench.see('e1', [{ id: 1, atMs, tracks: [['person', 0.9]], identity: ANNA }]);
    await bench.home.waitFor(() => bench.home.json(ANNA_STATE)?.['presence'] === 'ON');
    assert.equal(bench.home.json(ANNA_STATE)?.['last_camera'], 'Front door');
    assert.equal(bench.home.json(ANNA_STATE)?.['last_seen'], new Date(atMs).toISOString());
    await bench.home.waitFor(() => bench.home.json(topics.state)?.['last_face'] === 'Anna');
    await bench.home.waitFor(() => bench.home.retained.get(`concierge/cam/${FRONT_UUID}/face`)?.includes('1_face.jpg'));
    await bench.pass(90_000);
    await bench.home.waitFor(() => bench.home.json(ANNA_STATE)?.['presence'] === 'OFF');
    assert.equal(bench.home.json(ANNA_STATE)?.['last_camera'], 'Front door');
    await bench.sink.stop();
    bench.sink = bench.makeSink();
    await bench.online();
    assert.equal(bench.home.json(ANNA_STATE)?.['last_camera'], 'Front door');
    assert.equal(bench.home.json(topics.state)?.['last_face'], 'Anna');
  });

  test('news of a face are told once, by the event entity and on the bus', async (context) => {
    const bench = await openBench(context);
    const atMs = bench.clock.nowMs();
    bench.history.announceFace('e1', atMs, ANNA, 'a/face.jpg');
    bench.history.announceFace('e1', atMs, STRANGER, null);
    bench.see('e1', [{ id: 1, atMs, tracks: [['person', 0.9]], identity: ANNA }]);
    await bench.home.waitFor(() => bench.home.at(topics.event).length === 3 && bench.home.events.length === 3);
    const told = bench.home.at(topics.event).map((payload) => JSON.parse(payload));
    assert.deepEqual(
      told.map(({ event_type, name }) => [event_type, name]),
      [
        ['shape_detected', undefined],
        ['face_recognised', 'Anna'],
        ['face_unknown', 'unknown-7'],
      ],
    );
    assert.equal(told[1].similarity, 91.3);
    assert.deepEqual(
      bench.home.events.map(({ event_type }) => event_type),
      ['concierge_detection', 'concierge_face', 'concierge_face'],
    );
    await bench.reconnect();
    assert.equal(bench.home.at(topics.event).length, 3);
  });

  test('an event that is judged anew takes its earlier verdict back', async (context) => {
    const bench = await openBench(context);
    const atMs = bench.clock.nowMs();
    bench.see('e1', [{ id: 1, atMs, tracks: [['person', 0.9]], identity: ANNA }]);
    await bench.home.waitFor(() => bench.home.json(topics.state)?.['last_face'] === 'Anna');
    await bench.pass(1000);
    bench.see('e1', [{ id: 1, atMs, tracks: [['person', 0.9]], identity: STRANGER }]);
    await bench.home.waitFor(() => bench.home.json(topics.state)?.['last_face'] === 'unknown-7');
    await bench.home.waitFor(() => bench.home.json(ANNA_STATE)?.['presence'] === 'OFF');
  });

  test('a renamed person keeps the entities; one who is deleted or ignored takes the device away', async (context) => {
    const bench = await openBench(context);
    const id = `concierge_person_${ANNA_UUID}`;
    const before = bench.home.registry.ofDevice(id).map(({ uniqueId, entityId }) => [uniqueId, entityId]);
    await bench.config.change((draft) => {
      for (const person of draft.people) person.name = 'Anna Smith';
    });
    await bench.home.waitFor(() => bench.home.registry.devices.get(id)?.name === 'Anna Smith');
    assert.deepEqual(
      bench.home.registry.ofDevice(id).map(({ uniqueId, entityId }) => [uniqueId, entityId]),
      before,
    );
    await bench.config.change((draft) => {
      for (const person of draft.people) person.ignored = true;
    });
    await bench.home.waitFor(() => !bench.home.registry.devices.has(id));
    await bench.home.waitFor(() => ![...bench.home.retained.keys()].some((topic) => topic.includes(ANNA_UUID)));
  });
});
