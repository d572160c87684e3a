import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cameraDevices } from '../../src/publish/camera-device.ts';
import { cameraState, NOTHING_SEEN, nextClearMs, remember } from '../../src/publish/camera-state.ts';
import { camera, configWith, event, FRONT_UUID } from './samples.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const [device] = cameraDevices(configWith([camera(1, FRONT_UUID, 'Front door')]));
assert.ok(device);

describe('camera state', () => {
  test('counts the same people in picture and clip once', () => {
    const memory = remember(
      NOTHING_SEEN,
      event('e', 1, [
        { id: 1, atMs: NOW, tracks: [['person', 0.8]] },
        {
          id: 2,
          atMs: NOW,
          tracks: [
            ['person', 0.9],
            ['person', 0.7],
          ],
        },
      ]),
      NOW,
      NOW,
    );
    assert.deepEqual(cameraState(memory, device, NOW).counts, { person: 2, car: 0, traffic_light: 0 });
  });

  test('a shape clears 90 s after it was detected, others of the event later', () => {
    const first = event('e', 1, [{ id: 1, atMs: NOW, tracks: [['person', 0.8]] }]);
    const both = event('e', 1, [
      { id: 1, atMs: NOW, tracks: [['person', 0.8]] },
      { id: 2, atMs: NOW + 60_000, tracks: [['car', 0.8]] },
    ]);
    const memory = remember(remember(NOTHING_SEEN, first, NOW, NOW), both, NOW + 60_000, NOW + 60_000);
    assert.equal(nextClearMs(memory, NOW + 60_000), NOW + 90_000);
    assert.deepEqual(cameraState(memory, device, NOW + 90_000).counts, { person: 0, car: 1, traffic_light: 0 });
    assert.equal(nextClearMs(memory, NOW + 90_000), NOW + 150_000);
    assert.equal(nextClearMs(memory, NOW + 150_000), null);
  });

  test('a clip that waited long in the queue still makes its shapes present; one of an hour ago does not', () => {
    const late = event('e', 1, [{ id: 1, atMs: NOW - 200_000, tracks: [['person', 0.8]] }]);
    assert.equal(cameraState(remember(NOTHING_SEEN, late, NOW, NOW), device, NOW).counts['person'], 1);
    const old = event('e', 1, [{ id: 1, atMs: NOW - 3_600_000, tracks: [['person', 0.8]] }]);
    const memory = remember(NOTHING_SEEN, old, NOW, NOW);
    assert.equal(cameraState(memory, device, NOW).counts['person'], 0);
    assert.equal(cameraState(memory, device, NOW).lastShape, 'person');
  });

  test('built up from history, presence counts from the upload', () => {
    const seen = event('e', 1, [{ id: 1, atMs: NOW - 60_000, tracks: [['person', 0.8]] }]);
    assert.equal(nextClearMs(remember(NOTHING_SEEN, seen, NOW, null), NOW), NOW + 30_000);
  });

  test('an older event that is analysed late does not replace the last one', () => {
    const recent = event('b', 1, [{ id: 2, atMs: NOW, tracks: [['car', 0.8]] }]);
    const older = event('a', 1, [{ id: 1, atMs: NOW - 60_000, tracks: [['person', 0.8]] }]);
    const memory = remember(remember(NOTHING_SEEN, recent, NOW, NOW), older, NOW, NOW);
    assert.equal(cameraState(memory, device, NOW).lastShape, 'car');
  });

  test('a last shape that is not in the profile is no option of the sensor', () => {
    const memory = remember(NOTHING_SEEN, event('e', 1, [{ id: 1, atMs: NOW, tracks: [['zebra', 0.9]] }]), NOW, NOW);
    assert.equal(cameraState(memory, device, NOW).lastShape, null);
  });

  test('memory does not grow with the uploads of a day', () => {
    let memory = NOTHING_SEEN;
    for (let id = 1; id <= 2000; id += 1) {
      const atMs = NOW + id * 10_000;
      memory = remember(memory, event(`e${id}`, 1, [{ id, atMs, tracks: [['person', 0.8]] }]), atMs, atMs);
    }
    assert.ok(memory.sightings.size <= 61);
  });
});
