import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

/** The drawings beside this file; the add-on store shows them as pictures at the top of the repository. */
const DRAWINGS = ['icon', 'logo'] as const;

export function renderDrawing(name: (typeof DRAWINGS)[number]): Promise<Buffer> {
  const drawing = fileURLToPath(new URL(`${name}.svg`, import.meta.url));
  return sharp(drawing).png({ compressionLevel: 9 }).toBuffer();
}

// Run by itself, it writes icon.png and logo.png.
if (import.meta.main) {
  for (const name of DRAWINGS) {
    await sharp(await renderDrawing(name)).toFile(fileURLToPath(new URL(`../../${name}.png`, import.meta.url)));
  }
}
