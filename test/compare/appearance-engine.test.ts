import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import sharp from 'sharp';
import { changedPicture } from '../../script/appearance/changed-picture.ts';
import { OnnxAppearanceEngine } from '../../src/compare/onnx-appearance-engine.ts';
import { APPEARANCE_LENGTH, likeness } from '../../src/domain/appearance.ts';
import { APPEARANCE_MODEL, withoutAppearanceModel } from '../support/appearance-model.ts';
import { BLUE, RED, signPicture } from '../support/sign-scenes.ts';

const PHOTO = join(import.meta.dirname, '../../node_modules/@vladmandic/face-api/demo/sample4.jpg');
/** Parts of a photo that show four different things: real pixels. */
const CROPS = [
  { left: 60, top: 120, width: 240, height: 300 },
  { left: 330, top: 120, width: 240, height: 300 },
  { left: 560, top: 200, width: 240, height: 300 },
  { left: 10, top: 10, width: 240, height: 140 },
];

describe('what an object looks like', { skip: withoutAppearanceModel }, () => {
  const engine = new OnnxAppearanceEngine(APPEARANCE_MODEL);
  const describePicture = async (picture: Buffer) => {
    const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    return engine.describe({ width: info.width, height: info.height, data });
  };

  test('is 64 numbers of length one, the same each time', async () => {
    const picture = await signPicture({ colour: RED });
    const [first, second] = [await describePicture(picture), await describePicture(picture)];
    assert.equal(first.length, APPEARANCE_LENGTH);
    assert.ok(Math.abs(Math.hypot(...first) - 1) < 1e-6);
    assert.deepEqual(first, second);
  });

  test('of another size stays, of another colour does not', async () => {
    const sign = { left: 236, top: 36, width: 150, height: 150 };
    const signAlone = async (colour: string) =>
      sharp(await signPicture({ colour }))
        .extract(sign)
        .png()
        .toBuffer();
    const picture = await signAlone(RED);
    const red = await describePicture(picture);
    const small = await describePicture(await sharp(picture).resize(90).jpeg().toBuffer());
    const blue = await describePicture(await signAlone(BLUE));
    assert.ok(likeness(red, small) > 0.9, `${likeness(red, small)}`);
    assert.ok(likeness(red, blue) < 0.75, `${likeness(red, blue)}`);
  });

  test('in another light, crop and blur is nearer to itself than to anything else', async () => {
    const crops = await Promise.all(CROPS.map((crop) => sharp(PHOTO).extract(crop).png().toBuffer()));
    const known = await Promise.all(crops.map(describePicture));
    for (const [index, crop] of crops.entries()) {
      for (const change of [1, 2, 3]) {
        const seen = await describePicture(await changedPicture(crop, `crop ${index}`, change));
        const ranked = known.map((one, at) => ({ at, like: likeness(one, seen) })).sort((a, b) => b.like - a.like);
        assert.equal(ranked[0]?.at, index, `crop ${index}, change ${change}: ${JSON.stringify(ranked)}`);
      }
    }
  });

  test('of a file that is no model is an error that says so', async () => {
    const broken = new OnnxAppearanceEngine({ name: 'none', file: PHOTO });
    const picture = { width: 8, height: 8, data: new Uint8Array(192) };
    await assert.rejects(broken.describe(picture), { code: 'MODEL_UNAVAILABLE' });
  });
});
