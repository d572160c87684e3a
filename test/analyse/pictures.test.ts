import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { cutRegion, withMargin } from '../../src/analyse/cut-region.ts';
import { drawBoxes } from '../../src/analyse/draw-boxes.ts';
import { encodeAnnotated, encodeShot } from '../../src/analyse/encode-picture.ts';
import { viewOf } from '../../src/analyse/frame-view.ts';
import { sharpness } from '../../src/analyse/sharpness.ts';
import { toRgb } from '../../src/analyse/to-rgb.ts';
import { COCO_SHAPES } from '../../src/domain/shapes.ts';
import type { FullFrame } from '../../src/ports/frame-source.ts';

/** One colour all over, as limited or full range YUV. */
function plain(
  width: number,
  height: number,
  [y, u, v]: readonly [number, number, number],
  range: FullFrame['range'],
): FullFrame {
  const chroma = Math.ceil(width / 2) * Math.ceil(height / 2);
  const data = new Uint8Array(width * height + 2 * chroma);
  data.fill(y, 0, width * height);
  data.fill(u, width * height, width * height + chroma);
  data.fill(v, width * height + chroma);
  return { width, height, layout: 'i420', range, data };
}

/** A frame whose luma tells the place. */
function gradient(width: number, height: number): FullFrame {
  const frame = plain(width, height, [0, 128, 128], 'full');
  for (let i = 0; i < width * height; i++) frame.data[i] = ((i % width) + 3 * Math.floor(i / width)) % 256;
  return frame;
}

function near(actual: Uint8Array, expected: readonly number[]): void {
  for (const [index, value] of expected.entries()) {
    assert.ok(Math.abs((actual[index] ?? -99) - value) <= 2, `${actual.subarray(0, 3)}, expected ${expected}`);
  }
}

describe('a picture cut from a frame', () => {
  test('has the colours that BT.601 and BT.709 say, in both ranges', () => {
    near(toRgb(plain(4, 2, [81, 90, 240], 'limited'), 576), [255, 0, 0]);
    near(toRgb(plain(4, 2, [63, 102, 240], 'limited'), 1080), [255, 0, 0]);
    near(toRgb(plain(4, 2, [76, 85, 255], 'full'), 576), [254, 0, 0]);
    near(toRgb(plain(4, 2, [235, 128, 128], 'limited'), 1080), [255, 255, 255]);
    near(toRgb(plain(4, 2, [16, 128, 128], 'limited'), 1080), [0, 0, 0]);
    near(toRgb(plain(4, 2, [235, 128, 128], 'full'), 1080), [235, 235, 235]);
  });

  test('is the part of the frame that was asked for, odd sizes included', () => {
    const size = fc.integer({ min: 2, max: 41 });
    fc.assert(
      fc.property(size, size, fc.nat(), fc.nat(), fc.nat(), fc.nat(), (width, height, a, b, c, d) => {
        const frame = gradient(width, height);
        const startX = a % width;
        const startY = b % height;
        const box = {
          startX,
          startY,
          endX: startX + 1 + (c % (width - startX)),
          endY: startY + 1 + (d % (height - startY)),
        };
        const region = withMargin(box, frame);
        assert.ok(region.startX <= box.startX && region.startY <= box.startY);
        assert.ok(region.endX >= box.endX && region.endY >= box.endY);
        assert.ok(region.endX <= width && region.endY <= height);
        const whole = toRgb(frame, height);
        const part = cutRegion(frame, region);
        const rgb = toRgb(part, height);
        assert.equal(rgb.length, part.width * part.height * 3);
        const at = 3 * ((box.startY - region.startY) * part.width + box.startX - region.startX);
        assert.equal(rgb[at], whole[3 * (box.startY * width + box.startX)]);
        const asRgb: FullFrame = { ...frame, layout: 'rgb24', data: whole };
        assert.deepEqual(cutRegion(asRgb, region).data, rgb);
      }),
    );
  });

  test('is a JPEG of the size of the object and its margin', async () => {
    const frame = gradient(640, 360);
    const jpeg = await encodeShot(viewOf(frame).take({ startX: 100, startY: 100, endX: 150, endY: 200 }));
    const { format, width, height } = await sharp(jpeg).metadata();
    assert.equal(format, 'jpeg');
    assert.deepEqual([width, height], [76, 126]);
  });

  test('counts as sharper the more detail it has', () => {
    const box = { startX: 10, startY: 10, endX: 90, endY: 90 };
    const flat = plain(100, 100, [90, 128, 128], 'full');
    const detailed = plain(100, 100, [90, 128, 128], 'full');
    for (let i = 0; i < 10_000; i += 2) detailed.data[i] = 200;
    assert.equal(sharpness(flat, box), 0);
    assert.ok(sharpness(detailed, box) > sharpness(gradient(100, 100), box));
    assert.equal(sharpness(flat, { startX: 5, startY: 5, endX: 6, endY: 6 }), 0);
  });
});

describe('the annotated frame', () => {
  const box = { startX: 100, startY: 100, endX: 300, endY: 300 };

  test('shows a frame and a label in pixels, without any font', async () => {
    const frame = plain(640, 360, [0, 128, 128], 'full');
    const marked = await encodeAnnotated(frame, [{ shape: 'person', confidence: 0.87, box }]);
    const { data, info } = await sharp(marked).raw().toBuffer({ resolveWithObject: true });
    const red = (x: number, y: number) => data[(y * info.width + x) * info.channels] ?? 0;
    assert.ok(red(100, 200) > 150, 'the left line');
    assert.ok(red(105, 90) > 150, 'the label');
    assert.ok(red(200, 200) < 40, 'nothing inside');
    assert.ok(!drawBoxes([{ shape: 'person', confidence: 0.87, box }], 640, 360).includes('<text'));
  });

  test('is at most 1280 pixels wide, and no smaller frame is enlarged', async () => {
    for (const [width, height, expected] of [
      [2560, 1440, [1280, 720]],
      [320, 240, [320, 240]],
      [1080, 2160, [640, 1280]],
    ] as const) {
      const made = await sharp(await encodeAnnotated(plain(width, height, [50, 128, 128], 'full'), [])).metadata();
      assert.deepEqual([made.width, made.height], expected);
    }
  });

  test('can write every class name, keeps labels inside, and moves one that would cover another', () => {
    for (const shape of COCO_SHAPES) {
      const svg = drawBoxes([{ shape, confidence: 1, box }], 640, 360);
      const letters = `${shape} 100%`.replaceAll(' ', '').length;
      assert.equal(svg.split('<path').length - 1, letters, shape);
    }
    const edge = { startX: 600, startY: 0, endX: 640, endY: 50 };
    const svg = drawBoxes([{ shape: 'traffic light', confidence: 0.5, box: edge }], 640, 360);
    for (const [, x, width] of svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g)) {
      assert.ok(Number(x) + Number(width) <= 640.1);
    }
    const twice = drawBoxes(
      [
        { shape: 'cat', confidence: 0.5, box },
        { shape: 'dog', confidence: 0.6, box },
      ],
      640,
      360,
    );
    const tops = [...twice.matchAll(/y="([\d.]+)"[^>]*fill="#/g)].map(([, y]) => y);
    assert.equal(new Set(tops).size, 2);
  });
});
