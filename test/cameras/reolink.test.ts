import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { reolink } from '../../src/cameras/reolink.ts';
import { namedCamera } from './readings.ts';
import { reolinkSamples } from './reolink-samples.ts';

const { cameras, receivedAtMs } = reolinkSamples;
const STAMP = '20261122101010';

describe('Reolink names whose camera is not configured', () => {
  const guesses: [head: string, cameraName: string, channel: number | null][] = [
    ['Back_Yard_00', 'Back_Yard', 0],
    ['Back Yard', 'Back Yard', null],
    ['Back_02_Hub_One', 'Back', 2],
    ['Frontage_00', 'Frontage', 0],
    ['Front_Gate_00', 'Front_Gate', 0],
  ];
  for (const [head, cameraName, channel] of guesses) {
    test(`${head} is read as "${cameraName}" and nobody's`, () => {
      const reading = reolink.readFileName(`${head}_${STAMP}.jpg`, cameras, receivedAtMs);
      assert.equal(reading?.cameraName, cameraName);
      assert.equal(reading?.channel, channel);
      assert.equal(reading?.cameraId, null);
      assert.equal(typeof reading?.takenAtMs, 'number');
    });
  }

  test('a name in another Unicode form is the same name', () => {
    const kueche = [namedCamera({ id: 9, name: 'Ku\u0308che' })];
    assert.equal(reolink.readFileName(`K\u00fcche_00_${STAMP}.jpg`, kueche, receivedAtMs)?.cameraId, 9);
  });
});
