// Writes what RawAppearance sees of the pictures of a folder, for train.py:
//   node script/appearance/see.ts <folder of jpg or png> <out.json> [changes a picture]
// A picture's name up to its last underscore is the object's; pictures of one object are taken for the same.
import { readdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import sharp from 'sharp';
import { RawAppearance } from '../../src/compare/raw-appearance.ts';
import { changedPicture } from './changed-picture.ts';
import { objectOf } from './is-for-test.ts';

const [folder, out, changes = '0'] = process.argv.slice(2);
if (!folder || !out) {
  console.error('usage: node script/appearance/see.ts <folder> <out.json> [changes a picture]');
  process.exit(2);
}
const file = resolve(import.meta.dirname, '../../models/appearance_mobilenetv2.onnx');
const raw = new RawAppearance({ name: 'appearance', file });
const rows: unknown[] = [];
for (const name of (await readdir(folder, { recursive: true })).filter((one) => /\.(jpe?g|png)$/i.test(one)).sort()) {
  const object = objectOf(name);
  for (let change = 0; change <= Number(changes); change++) {
    const path = join(folder, name);
    const image = change === 0 ? sharp(path) : sharp(await changedPicture(path, basename(name), change));
    const { data, info } = await image.removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
    const seen = await raw.see({ width: info.width, height: info.height, data });
    rows.push({ name, object, change, seen: Array.from(seen, (value) => Math.round(value * 1e5) / 1e5) });
  }
}
await writeFile(out, JSON.stringify(rows));
console.log(`${rows.length} pictures of ${folder}`);
process.exit();
