import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { fitFrame } from '../../src/domain/fit-frame.ts';
import type { DetectorInput } from '../../src/ports/detector.ts';
import type { FullFrame } from '../../src/ports/frame-source.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { mediaTools } from '../support/media-tools.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { allFrames, INPUT, pixel, request } from './harness.ts';

const places = (frames: readonly { frameNumber: number; timeMs: number }[]) =>
  frames.map(({ frameNumber, timeMs }) => [frameNumber, timeMs]);

describe('the sampled frames of a clip', () => {
  test('are every n-th from the first on, with their numbers and times', async () => {
    const frames = await allFrames(request(await mediaFixture('h264'), { everyNthFrame: 7 }));
    assert.deepEqual(places(frames), [
      [0, 0],
      [7, 700],
      [14, 1400],
      [21, 2100],
      [28, 2800],
    ]);
  });

  test('have the times at which they are shown when the frame rate varies', async () => {
    const frames = await allFrames(request(await mediaFixture('variableRate')));
    assert.deepEqual(places(frames), [
      [0, 0],
      [5, 500],
      [10, 1000],
      [15, 2500],
      [20, 4000],
      [25, 5500],
    ]);
  });

  for (const name of ['lateStart', 'fragmented', 'hevc'] as const) {
    test(`begin at 0 in the ${name} clip`, async () => {
      const frames = await allFrames(request(await mediaFixture(name), { everyNthFrame: 10 }));
      assert.deepEqual(places(frames), [
        [0, 0],
        [10, 1000],
        [20, 2000],
      ]);
    });
  }

  test('own their memory, so that it can be given away', async () => {
    const frames = await allFrames(request(await mediaFixture('h264'), { fullFrames: true, everyNthFrame: 10 }));
    assert.equal(frames.length, 3);
    for (const { planes, full } of frames) {
      assert.equal(planes.buffer.byteLength, 3 * 416 * 416);
      assert.equal(full?.data.buffer.byteLength, (640 * 360 * 3) / 2);
    }
  });

  test('are shown upright, the full frame as well', async () => {
    const [frame] = await allFrames(request(await mediaFixture('rotated'), { fullFrames: true, everyNthFrame: 100 }));
    assert.deepEqual([frame?.full?.width, frame?.full?.height], [360, 640]);
    assert.ok(frame);
    assert.deepEqual(pixel(frame.planes, INPUT, 234, 0), [114, 114, 114], 'padding begins right of 234 columns');
    assert.notDeepEqual(pixel(frame.planes, INPUT, 100, 415), [114, 114, 114], 'no padding below');
  });

  for (const [name, range] of [
    ['h264', 'limited'],
    ['fullRange', 'full'],
  ] as const) {
    test(`show the same picture small and full, every time, luma of ${range} range left as it is`, async () => {
      const frames = await allFrames(request(await mediaFixture(name), { fullFrames: true, everyNthFrame: 1 }));
      assert.equal(frames.length, 30);
      for (const { planes, full, frameNumber } of frames) {
        assert.equal(full?.range, range);
        const difference = Math.abs(lumaOfPlanes(planes) - lumaOfFull(full));
        assert.ok(difference < 2, `frame ${frameNumber} differs by ${difference}`);
      }
    });
  }
});

describe('the fit of a clip into the detector input', () => {
  const sizes = [
    [641, 359],
    [333, 777],
    [100, 51],
    [2000, 8],
  ] as const;
  const inputs: DetectorInput[] = [INPUT, { width: 300, height: 200, fit: 'stretch', padValue: 0 }];

  for (const [width, height] of sizes) {
    test(`is exactly fitFrame's for ${width}x${height}, in the order G, B, R`, async (context) => {
      const path = await solidClip(context, width, height);
      for (const input of inputs) {
        const [frame] = await allFrames(request(path, { input, fullFrames: true }));
        assert.ok(frame?.full);
        assert.equal(frame.full.data.length, width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2));
        assertFitted(frame.planes, input, fitFrame({ width, height }, input));
      }
    });
  }
});

/** A clip of one colour, that no padding has: nearly no green, little blue, much red. */
async function solidClip(
  context: Parameters<typeof temporaryFolder>[0],
  width: number,
  height: number,
): Promise<string> {
  const path = join(await temporaryFolder(context), 'solid.mkv');
  // In 4:4:4 from the start: a source in 4:2:0 would round odd sizes.
  const source = `color=0xE01060:size=${width}x${height}:rate=1:duration=1,format=yuv444p`;
  await promisify(execFile)(mediaTools.ffmpegPath, [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    source,
    '-c:v',
    'ffv1',
    '-pix_fmt',
    'yuv444p',
    path,
  ]);
  return path;
}

function assertFitted(
  planes: Uint8Array,
  input: DetectorInput,
  fitted: { scaledWidth: number; scaledHeight: number },
): void {
  const { scaledWidth, scaledHeight } = fitted;
  const isRed = (x: number, y: number) => {
    const [green = 0, blue = 0, red = 0] = pixel(planes, input, x, y);
    return Math.abs(green - 0x10) < 8 && Math.abs(blue - 0x60) < 8 && Math.abs(red - 0xe0) < 8;
  };
  for (let y = 0; y < input.height; y += 1) {
    for (let x = 0; x < input.width; x += 1) {
      const inside = x < scaledWidth && y < scaledHeight;
      if (inside === isRed(x, y)) continue;
      assert.fail(`at ${x},${y} is ${pixel(planes, input, x, y)}, expected ${inside ? 'the picture' : 'padding'}`);
    }
  }
}

/** Mean luma (BT.601, as the clips are) of the picture's middle third, which is 416x234 in the input; 0..255. */
function lumaOfPlanes(planes: Uint8Array): number {
  const middle = { left: 139, top: 78, right: 277, bottom: 156 };
  const [green = 0, blue = 0, red = 0] = [0, 1, 2].map((n) => meanOf(planes.subarray(n * 416 * 416), 416, middle));
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/** Mean luma of the same part of the full frame, 0..255. */
function lumaOfFull({ data, range }: FullFrame): number {
  const luma = meanOf(data, 640, { left: 214, top: 120, right: 426, bottom: 240 });
  return range === 'full' ? luma : ((luma - 16) * 255) / 219;
}

function meanOf(
  data: Uint8Array,
  stride: number,
  part: { left: number; top: number; right: number; bottom: number },
): number {
  let sum = 0;
  for (let y = part.top; y < part.bottom; y += 1) {
    for (let x = part.left; x < part.right; x += 1) sum += data[y * stride + x] ?? 0;
  }
  return sum / ((part.right - part.left) * (part.bottom - part.top));
}
