/** Renders icon.png and logo.png, which the add-on store shows, from the drawings beside this file. */
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

for (const name of ['icon', 'logo']) {
  const drawing = fileURLToPath(new URL(`${name}.svg`, import.meta.url));
  const picture = fileURLToPath(new URL(`../../${name}.png`, import.meta.url));
  await sharp(drawing).png({ compressionLevel: 9, palette: false }).toFile(picture);
}
