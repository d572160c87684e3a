import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import { createFaceDetector } from '../../src/faces/face-detectors.ts';
import { OnnxFaceEngine } from '../../src/faces/onnx-face-engine.ts';
import { cropPicture } from '../../src/faces/resize-picture.ts';
import type { RgbPicture } from '../../src/ports/face-engine.ts';
import { FACE_MODELS, withoutFaceModels } from '../support/face-models.ts';

const PHOTOS = fileURLToPath(new URL('../../node_modules/@vladmandic/face-api/demo', import.meta.url));

async function photo(name: string, change = (image: Sharp) => image): Promise<RgbPicture> {
  const { data, info } = await change(sharp(`${PHOTOS}/${name}`))
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

function wholeOf({ width, height }: RgbPicture) {
  return { frame: { startX: 0, startY: 0, endX: width, endY: height }, extent: 'picture' as const };
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((value, index) => value - (b[index] ?? 0)));
}

describe('face models', { skip: withoutFaceModels }, () => {
  for (const models of FACE_MODELS) {
    describe(models.detector.name, () => {
      const engine = new OnnxFaceEngine(models);
      before(() => engine.start());
      after(() => engine.stop());

      test('finds four faces where they are, eyes above mouths', async () => {
        const picture = await photo('sample6.jpg');
        const faces = await engine.find(picture, wholeOf(picture));
        assert.equal(faces.length, 4);
        for (const { box, landmarks, fault, quality } of faces) {
          assert.equal(fault, null);
          assert.ok(quality.score > 0.3 && quality.score <= 1);
          for (const { x, y } of Object.values(landmarks)) {
            assert.ok(x > box.startX && x < box.endX && y > box.startY && y < box.endY);
          }
          assert.ok(landmarks.leftEye.x < landmarks.rightEye.x && landmarks.leftEye.y < landmarks.leftMouth.y);
        }
      });

      test('takes no railing for a face', async () => {
        const picture = await photo('sample5.jpg');
        const faces = await engine.find(picture, wholeOf(picture));
        assert.equal(faces.length, 5);
        // It is at the upper edge, above everybody.
        assert.ok(faces.every(({ box }) => box.startY > 0.05 * picture.height));
      });

      test('finds a face that fills the picture', async () => {
        const picture = await photo('sample6.jpg');
        const [face] = await engine.find(picture, wholeOf(picture));
        assert.ok(face);
        const { startX, startY, endX, endY } = face.box;
        const [x, y] = [Math.round(startX), Math.round(startY)];
        const close = cropPicture(picture, x, y, Math.round(endX) - x, Math.round(endY) - y);
        assert.equal((await engine.find(close, wholeOf(close))).length, 1);
      });

      test('describes a face so that its mirror image is near, and others are not', async () => {
        const picture = await photo('sample6.jpg');
        const flopped = await photo('sample6.jpg', (image) => image.flop());
        const describe = async (of: RgbPicture) =>
          Promise.all(
            (await engine.find(of, wholeOf(of)))
              .toSorted((a, b) => a.box.startX - b.box.startX)
              .flatMap(({ aligned }) => (aligned ? [engine.describe(aligned)] : [])),
          );
        const faces = await describe(picture);
        const mirrored = (await describe(flopped)).reverse();
        assert.ok(faces.every((face) => face.length === 128));
        for (const [index, face] of faces.entries()) {
          const distances = mirrored.map((other) => distance(face, other));
          const own = distances[index] ?? Number.NaN;
          assert.ok(own < 0.45, `${own}`);
          assert.ok(
            distances.every((other, of) => of === index || other > own + 0.1),
            distances.join(' '),
          );
        }
      });

      test('says why a face cannot be recognised', async () => {
        const small = await photo('sample6.jpg', (image) => image.resize({ width: 320 }));
        const found = await engine.find(small, wholeOf(small));
        assert.ok(found.length > 0);
        for (const { fault, aligned, quality } of found) {
          assert.equal(fault, 'too small');
          assert.equal(aligned, null);
          assert.ok(quality.widthPx < 40);
        }
        const blurred = await photo('sample6.jpg', (image) => image.blur(12));
        for (const { fault } of await engine.find(blurred, wholeOf(blurred))) assert.equal(fault, 'blurred');
      });

      test('finds nothing in an empty picture, and names a file that is no model', async () => {
        const empty = { width: 200, height: 100, data: new Uint8Array(3 * 200 * 100).fill(90) };
        assert.deepEqual(await engine.find(empty, wholeOf(empty)), []);
        const broken = createFaceDetector({ ...models.detector, file: `${PHOTOS}/sample1.jpg` });
        await assert.rejects(broken.start(), { code: 'MODEL_UNAVAILABLE' });
      });
    });
  }
});
