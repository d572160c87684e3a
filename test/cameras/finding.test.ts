import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findCamera } from '../../src/cameras/find-camera.ts';
import { generic } from '../../src/cameras/generic.ts';
import { hikvision } from '../../src/cameras/hikvision.ts';
import { anonymous, namedCamera } from './readings.ts';

const STAMP = '20261122101010';

describe('a camera is found', () => {
  const front = namedCamera({ id: 1, name: 'Front', host: 'CAM1.lan:8000' });
  const back = namedCamera({ id: 2, name: 'Back Yard', host: '10.0.0.9' });
  const side = namedCamera({ id: 3, name: 'Side', host: 'https://10.0.0.9/' });
  const cases: [what: string, words: string[], id: number | null][] = [
    ['by its name in another spelling', ['back_YARD'], 2],
    ['by its host, whatever its port', ['cam1.lan'], 1],
    ['by the first word that names one', ['nobody', 'Side', 'Front'], 3],
    ['not by the host of two, such as a recorder\u2019s', ['10.0.0.9'], null],
    ['by a later word where a host is that of two', ['10.0.0.9', 'Side'], 3],
    ['not by a part of its name or host', ['Fron', 'cam1', '', '_'], null],
  ];
  for (const [what, words, id] of cases) {
    test(what, () => assert.equal(findCamera(words, [front, back, side])?.id ?? null, id));
  }

  test('never by an empty host', () => assert.equal(findCamera([''], [namedCamera({ id: 1, name: 'A' })]), null));
});

describe('a file without a camera\u2019s name', () => {
  const file = `10.0.0.9_02_${STAMP}123_VMD.jpg`;
  const atMs = Date.UTC(2026, 10, 22, 10, 10, 10, 123);
  const hourMs = 3_600_000;

  test('is anonymous, its address told, its time by the clock of the only camera there is', () => {
    const only = namedCamera({ id: 1, name: 'Gate', timezone: 'Europe/Berlin' });
    const reading = anonymous('Hikvision', '10.0.0.9', atMs - hourMs, 2, '10.0.0.9');
    assert.deepEqual(hikvision.readFileName(file, [only], atMs), reading);
  });

  test('is not anonymous when it has a name that nobody has', () => {
    const only = namedCamera({ id: 1, name: 'Gate' });
    const reading = hikvision.readFileName(`Porch_${file}`, [only], atMs);
    assert.deepEqual(reading, { cameraName: 'Porch', cameraId: null, takenAtMs: atMs, channel: 2 });
  });
});

describe('of two patterns that fit', () => {
  test('that of the camera with the longer name counts', () => {
    const front = namedCamera({ id: 1, name: 'Front', filePattern: '{camera}_*' });
    const door = namedCamera({ id: 2, name: 'Front Door', filePattern: 'x*/{camera}_{channel}' });
    for (const cameras of [
      [front, door],
      [door, front],
    ]) {
      assert.equal(generic.readFileName('x1/Front_Door_00.jpg', cameras, 0)?.cameraId, 2);
      assert.equal(generic.readFileName('y1/Front_Door_00.jpg', cameras, 0)?.cameraId, 1);
    }
  });

  test('one that leads to a camera counts', () => {
    const zebra = namedCamera({ id: 1, name: 'Zebra', filePattern: '{camera}-*' });
    const ant = namedCamera({ id: 2, name: 'Ant', filePattern: '*-{camera}' });
    assert.equal(generic.readFileName('Zebra-1.jpg', [zebra, ant], 0)?.cameraId, 1);
    assert.equal(generic.readFileName('1-Ant.jpg', [zebra, ant], 0)?.cameraId, 2);
    assert.equal(generic.readFileName('1-2.jpg', [zebra, ant], 0)?.cameraId, null);
  });
});

describe('a pattern without {camera}', () => {
  const filePattern = 'P{YYYY}{MM}{DD}{hh}{mm}{ss}';
  const one = namedCamera({ id: 1, name: 'One', filePattern });
  const two = namedCamera({ id: 2, name: 'Two', filePattern });

  test('is that of its only camera', () => {
    assert.equal(generic.readFileName(`any/P${STAMP}.jpg`, [one], 0)?.cameraId, 1);
  });

  test('leaves it to folders which of several it is', () => {
    assert.equal(generic.readFileName(`any/P${STAMP}.jpg`, [one, two], 0)?.cameraId, null);
    assert.equal(generic.readFileName(`one/two/P${STAMP}.jpg`, [one, two], 0)?.cameraId, 2);
  });
});
