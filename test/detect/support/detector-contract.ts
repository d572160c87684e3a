import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { OnnxDetector } from '../../../src/detect/onnx-detector.ts';
import { intersectionOverUnion } from '../../../src/domain/bounding-box.ts';
import { COCO_SHAPES } from '../../../src/domain/shapes.ts';
import type { DetectorModel } from '../../../src/ports/detector-model.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { blankPlanes, photoPlanes } from './photo-planes.ts';
import { PEDESTRIANS, THREE_PEOPLE } from './test-models.ts';

/** What every detector must do, whatever its model. */
export function detectorContract(model: DetectorModel): void {
  describe(`the detector ${model.name}`, () => {
    const detector = new OnnxDetector(model);
    before(() => detector.start());
    after(() => detector.stop());

    test('finds the three people of a photo, one box each, where they are', async () => {
      const { planes, frame } = await photoPlanes(THREE_PEOPLE, model.input);
      const people = (await detector.detect(planes, frame, 0.5)).filter(({ shape }) => shape === 'person');
      const places = [
        { startX: 170, startY: 245, endX: 735, endY: 1270 },
        { startX: 690, startY: 310, endX: 1255, endY: 1275 },
        { startX: 1215, startY: 170, endX: 1905, endY: 1270 },
      ];
      assert.equal(people.length, 3);
      for (const place of places) {
        const best = Math.max(...people.map(({ box }) => intersectionOverUnion(box, place)));
        assert.ok(best > 0.8, `${JSON.stringify(place)} is covered by ${best.toFixed(2)} only`);
      }
    });

    test('finds most of the people in a street', { skip: !PEDESTRIANS && 'no ../shared/media here' }, async () => {
      const { planes, frame } = await photoPlanes(PEDESTRIANS ?? '', model.input);
      const people = (await detector.detect(planes, frame, 0.5)).filter(({ shape }) => shape === 'person');
      assert.ok(people.length >= 5 && people.length <= 8, `${people.length} people, seven are there`);
      // The man who walks alone on the right, in blue trousers.
      const alone = { startX: 589, startY: 154, endX: 619, endY: 236 };
      assert.ok(people.some(({ box }) => intersectionOverUnion(box, alone) > 0.5));
    });

    test('answers known shapes in whole pixels inside the frame, surest first', async () => {
      const { planes, frame } = await photoPlanes(THREE_PEOPLE, model.input);
      const detections = await detector.detect(planes, frame, 0.1);
      assert.ok(detections.length > 3);
      const confidences = detections.map(({ confidence }) => confidence);
      assert.deepEqual(
        confidences,
        confidences.toSorted((a, b) => b - a),
      );
      for (const { shape, confidence, box } of detections) {
        assert.ok(
          COCO_SHAPES.some((known) => known === shape),
          shape,
        );
        assert.ok(confidence >= 0.1 && confidence <= 1);
        assert.ok(Object.values(box).every(Number.isInteger));
        assert.ok(box.startX >= 0 && box.startX < box.endX && box.endX <= frame.width);
        assert.ok(box.startY >= 0 && box.startY < box.endY && box.endY <= frame.height);
      }
    });

    test('finds at a higher confidence no other boxes than at a lower one', async () => {
      const { planes, frame } = await photoPlanes(THREE_PEOPLE, model.input);
      const all = await detector.detect(planes, frame, 0.2);
      const sure = await detector.detect(planes, frame, 0.6);
      assert.deepEqual(
        sure,
        all.filter(({ confidence }) => confidence >= 0.6),
      );
    });

    test('gives boxes in pixels of whatever size the source frame has', async () => {
      const { planes, frame } = await photoPlanes(THREE_PEOPLE, model.input);
      const [small] = await detector.detect(planes, frame, 0.5);
      const [large] = await detector.detect(planes, { width: 2 * frame.width, height: 2 * frame.height }, 0.5);
      assert.ok(small && large);
      const shrunk = Object.values(large.box).map((value) => value / 2);
      for (const [index, value] of Object.values(small.box).entries()) {
        assert.ok(Math.abs(value - (shrunk[index] ?? Number.NaN)) <= frame.width / 100);
      }
    });

    test('keeps nothing of one frame for the next', async () => {
      const { planes, frame } = await photoPlanes(THREE_PEOPLE, model.input);
      const first = await detector.detect(planes, frame, 0.3);
      const blank = await detector.detect(blankPlanes(model.input), frame, 0.3);
      assert.deepEqual(blank, []);
      assert.deepEqual(await detector.detect(planes, frame, 0.3), first);
    });

    test('refuses a frame of another size', async () => {
      await assert.rejects(detector.detect(new Uint8Array(12), { width: 2, height: 2 }, 0.5), {
        code: 'MEDIA_UNREADABLE',
      });
    });

    test('says which file is no model', async (context) => {
      const file = join(await temporaryFolder(context), 'broken.onnx');
      await writeFile(file, 'not a model');
      await assert.rejects(new OnnxDetector({ ...model, file }).start(), {
        code: 'MODEL_UNAVAILABLE',
        message: /broken\.onnx/,
      });
    });

    test('refuses frames before it is started and after it is stopped', async () => {
      const other = new OnnxDetector(model);
      const search = () => other.detect(blankPlanes(model.input), { width: 10, height: 10 }, 0.5);
      await assert.rejects(search(), { code: 'MODEL_UNAVAILABLE' });
      await other.start();
      assert.deepEqual(await search(), []);
      await other.stop();
      await assert.rejects(search(), { code: 'MODEL_UNAVAILABLE' });
    });
  });
}
