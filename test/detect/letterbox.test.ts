import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { toInputBox, toSourceBox } from '../../src/detect/letterbox.ts';
import { fitFrame } from '../../src/domain/fit-frame.ts';

const size = fc.integer({ min: 2, max: 5000 });
const frames = fc.record({ width: size, height: size });
const inputs = fc.record({
  width: fc.constantFrom(300, 416, 640),
  height: fc.constantFrom(300, 384, 416, 640),
  fit: fc.constantFrom('letterbox' as const, 'stretch' as const),
});
const fractions = fc.tuple(...[0, 1, 2, 3].map(() => fc.double({ min: 0, max: 1, noNaN: true })));

describe('the geometry of a frame in a detector’s input', () => {
  test('always fits, and touches two opposite sides at least', () => {
    fc.assert(
      fc.property(frames, inputs, (frame, input) => {
        const { scaledWidth, scaledHeight } = fitFrame(frame, input);
        assert.ok(scaledWidth >= 2 && scaledWidth <= input.width);
        assert.ok(scaledHeight >= 2 && scaledHeight <= input.height);
        assert.ok(scaledWidth === input.width || scaledHeight === input.height);
      }),
    );
  });

  test('keeps the shape of a letterboxed frame to half a pixel', () => {
    fc.assert(
      fc.property(frames, inputs, (frame, { width, height }) => {
        const { scaledWidth, scaledHeight } = fitFrame(frame, { width, height, fit: 'letterbox' });
        const scale = Math.min(width / frame.width, height / frame.height);
        assert.ok(Math.abs(scaledWidth - frame.width * scale) <= 0.5 || scaledWidth === 2);
        assert.ok(Math.abs(scaledHeight - frame.height * scale) <= 0.5 || scaledHeight === 2);
      }),
    );
  });

  test('fills the input with a stretched frame', () => {
    const fitted = fitFrame({ width: 1920, height: 1080 }, { width: 300, height: 300, fit: 'stretch' });
    assert.deepEqual(fitted, { scaledWidth: 300, scaledHeight: 300, scaleX: 300 / 1920, scaleY: 300 / 1080 });
  });

  test('knows the sizes of common cameras', () => {
    const input = { width: 416, height: 416, fit: 'letterbox' as const };
    const scaled = (width: number, height: number) => {
      const { scaledWidth, scaledHeight } = fitFrame({ width, height }, input);
      return [scaledWidth, scaledHeight];
    };
    assert.deepEqual(scaled(1920, 1080), [416, 234]);
    assert.deepEqual(scaled(768, 576), [416, 312]);
    assert.deepEqual(scaled(1080, 1920), [234, 416]);
    assert.deepEqual(scaled(320, 240), [416, 312]);
  });

  test('brings a box of whole pixels back to where it was', () => {
    fc.assert(
      fc.property(frames, inputs, fractions, (frame, input, [a = 0, b = 0, c = 0, d = 0]) => {
        const [left, right] = [a, b].map((part) => Math.round(part * frame.width)).sort((x, y) => x - y);
        const [top, bottom] = [c, d].map((part) => Math.round(part * frame.height)).sort((x, y) => x - y);
        const box = { startX: left ?? 0, startY: top ?? 0, endX: right ?? 0, endY: bottom ?? 0 };
        assert.deepEqual(toSourceBox(toInputBox(box, frame, input), frame, input), box);
      }),
    );
  });

  test('clips what reaches over the frame, into the padding or out of the input', () => {
    const frame = { width: 1920, height: 1080 };
    const input = { width: 416, height: 416, fit: 'letterbox' as const };
    assert.deepEqual(toSourceBox({ startX: -5, startY: -5, endX: 450, endY: 416 }, frame, input), {
      startX: 0,
      startY: 0,
      endX: 1920,
      endY: 1080,
    });
  });
});
