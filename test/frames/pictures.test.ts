import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import sharp from 'sharp';
import { mediaFixture } from '../support/media-fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { allFrames, frameSource, INPUT, never, pixel, request } from './harness.ts';

describe('a picture', () => {
  test('is one frame at time 0, small as planes and full as RGB', async () => {
    const path = await mediaFixture('picture');
    const frames = await allFrames(request(path, { fullFrames: true }));
    assert.equal(frames.length, 1);
    const [frame] = frames;
    assert.ok(frame?.full);
    assert.deepEqual([frame.frameNumber, frame.timeMs, frame.full.layout, frame.full.range], [0, 0, 'rgb24', 'full']);
    assert.equal(frame.full.data.buffer.byteLength, 1920 * 1080 * 3);
    assert.equal(frame.planes.buffer.byteLength, 3 * 416 * 416);
    assert.deepEqual(await frameSource().probe(path, never), {
      fps: 0,
      frameCount: 1,
      durationMs: 0,
      width: 1920,
      height: 1080,
      codec: 'mjpeg',
    });
  });

  test('is turned as its EXIF says', async () => {
    const path = await mediaFixture('exifPicture');
    const { width, height } = await frameSource().probe(path, never);
    assert.deepEqual([width, height], [1080, 1920]);
    const [frame] = await allFrames(request(path, { fullFrames: true }));
    assert.deepEqual([frame?.full?.width, frame?.full?.height], [1080, 1920]);
    assert.ok(frame);
    assert.deepEqual(pixel(frame.planes, INPUT, 234, 0), [114, 114, 114]);
  });

  test('lies at the top left, its colours in the order G, B, R, the rest padded', async (context) => {
    const path = join(await temporaryFolder(context), 'solid.jpg');
    await sharp({ create: { width: 800, height: 401, channels: 3, background: { r: 224, g: 16, b: 96 } } })
      .jpeg()
      .toFile(path);
    for (const fullFrames of [true, false]) {
      const [frame] = await allFrames(request(path, { fullFrames }));
      assert.ok(frame);
      const [green = 0, blue = 0, red = 0] = pixel(frame.planes, INPUT, 415, 208);
      assert.ok(
        Math.abs(green - 16) < 5 && Math.abs(blue - 96) < 5 && Math.abs(red - 224) < 5,
        `is ${[green, blue, red]}`,
      );
      assert.deepEqual(pixel(frame.planes, INPUT, 415, 209), [114, 114, 114]);
    }
  });

  for (const name of ['greyPicture', 'cmykPicture'] as const) {
    test(`becomes sRGB (${name})`, async () => {
      const [frame] = await allFrames(request(await mediaFixture(name), { fullFrames: true }));
      assert.equal(frame?.full?.data.length, 1920 * 1080 * 3);
    });
  }

  for (const format of ['png', 'webp'] as const) {
    test(`may be a ${format}, whose transparent parts are black`, async (context) => {
      const path = join(await temporaryFolder(context), `photo.${format}`);
      const opaque = (pixel: number) => (pixel < 320 * 100 ? 0 : 255);
      const rgba = Buffer.from(Array.from({ length: 320 * 200 }, (_, pixel) => [200, 40, 90, opaque(pixel)]).flat());
      await sharp(rgba, { raw: { width: 320, height: 200, channels: 4 } })
        .toFormat(format, { lossless: true })
        .toFile(path);
      const [frame] = await allFrames(request(path, { fullFrames: true }));
      assert.equal(frame?.full?.data.length, 320 * 200 * 3);
      assert.deepEqual([...(frame?.full?.data.subarray(0, 3) ?? [])], [0, 0, 0]);
      assert.deepEqual([...(frame?.full?.data.subarray(-3) ?? [])], [200, 40, 90]);
    });
  }

  test('that was cut off in the upload shows what is there', async () => {
    const [whole] = await allFrames(request(await mediaFixture('picture')));
    const [half] = await allFrames(request(await mediaFixture('truncatedPicture')));
    assert.ok(whole && half);
    for (const x of [50, 200, 400]) {
      assert.deepEqual(pixel(half.planes, INPUT, x, 20), pixel(whole.planes, INPUT, x, 20));
    }
  });

  test('is known by its extension in capitals, too', async (context) => {
    const path = join(await temporaryFolder(context), 'P.JPEG');
    await copyFile(await mediaFixture('picture'), path);
    assert.equal((await allFrames(request(path))).length, 1);
  });
});
