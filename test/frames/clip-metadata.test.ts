import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mediaFixture } from '../support/media-fixtures.ts';
import type { MediaFixtureName } from '../support/media-names.ts';
import { frameSource, never } from './harness.ts';

const PAN = { fps: 10, frameCount: 30, durationMs: 3000, width: 640, height: 360, codec: 'h264' };

const EXPECTED: [MediaFixtureName, typeof PAN, string][] = [
  ['h264', PAN, 'H.264'],
  ['hevc', { ...PAN, codec: 'hevc' }, 'HEVC'],
  ['fragmented', PAN, 'fragmented MP4, which states neither frames nor duration'],
  ['matroska', PAN, 'Matroska, which states no number of frames'],
  ['lateStart', PAN, 'a clip whose times do not begin at 0'],
  ['rotated', { ...PAN, width: 360, height: 640 }, 'a rotated clip, as it is shown'],
  ['variableRate', { ...PAN, fps: 4.412, durationMs: 6800 }, 'a clip of variable frame rate, on average'],
];

describe('the metadata of clips', () => {
  for (const [name, expected, what] of EXPECTED) {
    test(`is right for ${what}`, async () => {
      assert.deepEqual(await frameSource().probe(await mediaFixture(name), never), expected);
    });
  }

  test('of one that was cut off counts what is there, not what its header promises', async () => {
    const { frameCount, durationMs } = await frameSource().probe(await mediaFixture('cutOff'), never);
    assert.ok(frameCount > 0 && frameCount < 30, `counted ${frameCount} frames`);
    assert.equal(durationMs, frameCount * 100);
  });

  test('comes with open, too, whether frames are taken or not', async () => {
    const { metadata } = frameSource().open(
      {
        path: await mediaFixture('h264'),
        input: { width: 64, height: 64, fit: 'stretch', padValue: 0 },
        everyNthFrame: 1,
        fullFrames: false,
      },
      never,
    );
    assert.deepEqual(await metadata, PAN);
  });
});
