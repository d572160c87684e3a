import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { FrameMemory } from '../../src/frames/frame-memory.ts';
import { rawFrames } from '../../src/frames/frame-reader.ts';
import { ReadAhead } from '../../src/frames/read-ahead.ts';
import { parseY4mHeader, y4mFrames } from '../../src/frames/y4m-parser.ts';
import { collect } from './harness.ts';

const bytesInParts = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 30 });

describe('raw frames', () => {
  test('are the same however the stream is cut into chunks; an incomplete last one is left out', async () => {
    await fc.assert(
      fc.asyncProperty(bytesInParts, fc.integer({ min: 1, max: 50 }), async (parts, size) => {
        const whole = Buffer.concat(parts);
        const frames = await collect(
          rawFrames(Readable.from(parts.map((part) => Buffer.from(part))), size, new FrameMemory()),
        );
        assert.equal(frames.length, Math.floor(whole.length / size));
        assert.deepEqual(Buffer.concat(frames), whole.subarray(0, frames.length * size));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the memory of frames', () => {
  test('is used again once it was given back, and only for frames of its size', () => {
    const memory = new FrameMemory();
    const frame = memory.take(10);
    assert.notEqual(memory.take(10).buffer, frame.buffer);
    memory.giveBack(frame);
    assert.notEqual(memory.take(11).buffer, frame.buffer);
    assert.equal(memory.take(10).buffer, frame.buffer);
  });

  test('goes back to the system when the clip is over, what is given back later included', () => {
    const memory = new FrameMemory();
    const [early, late] = [memory.take(10), memory.take(10)];
    memory.giveBack(early);
    memory.close();
    memory.giveBack(late);
    assert.deepEqual([early.buffer.byteLength, late.buffer.byteLength], [0, 0]);
  });

  test('does not take a part of somebody\u2019s memory for a frame', () => {
    const memory = new FrameMemory();
    const part = new Uint8Array(new ArrayBuffer(20), 0, 10);
    memory.giveBack(part);
    assert.notEqual(memory.take(10).buffer, part.buffer);
    assert.notEqual(memory.take(20).buffer, part.buffer);
  });
});

describe('full frames', () => {
  test('are read from a YUV4MPEG2 stream however it is cut', async () => {
    const frame = (value: number) => Buffer.concat([Buffer.from('FRAME\n'), Buffer.alloc(3 * 5 + 2 * 2 * 3, value)]);
    const stream = Buffer.concat([
      Buffer.from('YUV4MPEG2 W3 H5 F25:1 Ip A1:1 C420jpeg XCOLORRANGE=FULL\n'),
      frame(10),
      frame(200),
    ]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: stream.length }), async (chunkSize) => {
        const chunks = Array.from({ length: Math.ceil(stream.length / chunkSize) }, (_, n) =>
          stream.subarray(n * chunkSize, (n + 1) * chunkSize),
        );
        const frames = await collect(y4mFrames(Readable.from(chunks), new FrameMemory()));
        assert.deepEqual(
          frames.map(({ width, height, range, data }) => [width, height, range, data.length, data[0], data[26]]),
          [
            [3, 5, 'full', 27, 10, 10],
            [3, 5, 'full', 27, 200, 200],
          ],
        );
      }),
      { numRuns: 40 },
    );
  });

  test('have a range that is limited unless the header says otherwise', () => {
    assert.deepEqual(parseY4mHeader('YUV4MPEG2 W640 H360 F10:1 Ip C420mpeg2'), {
      width: 640,
      height: 360,
      range: 'limited',
    });
  });

  for (const header of ['RIFF', 'YUV4MPEG2 W0 H3', 'YUV4MPEG2 W3 H5 C444', 'YUV4MPEG2 W3 H5 C420p10', '']) {
    test(`are refused when they begin with "${header}"`, () => {
      assert.equal(parseY4mHeader(header), null);
    });
  }
});

test('no more than one item is read ahead of the consumer', async () => {
  let made = 0;
  const items = new ReadAhead(
    (async function* () {
      while (made < 5) {
        made += 1;
        yield made;
      }
    })(),
  );
  assert.equal(await items.next(), 1);
  await new Promise(setImmediate);
  assert.equal(made, 2);
  assert.deepEqual(
    [await items.next(), await items.next(), await items.next(), await items.next(), await items.next()],
    [2, 3, 4, 5, null],
  );
});
