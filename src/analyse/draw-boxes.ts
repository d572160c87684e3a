import type { BoundingBox } from '../domain/bounding-box.ts';
import { drawText } from './label-glyphs.ts';

export interface LabelledBox {
  readonly shape: string;
  /** 0..1 */
  readonly confidence: number;
  readonly box: BoundingBox;
}

const COLOURS: ReadonlyMap<string, string> = new Map([
  ['person', '#ffb300'],
  ...['car', 'truck', 'bus', 'motorcycle', 'bicycle', 'train', 'boat'].map((shape) => [shape, '#4fc3f7'] as const),
  ...['cat', 'dog', 'bird', 'horse', 'cow', 'sheep', 'bear'].map((shape) => [shape, '#aed581'] as const),
]);
const OTHER_COLOUR = '#ce93d8';
const INK = '#1b1f24';

/**
 * An SVG of this size with a frame and a label around each box.
 * @param boxes in pixels of the SVG; later ones lie above earlier ones
 */
export function drawBoxes(boxes: readonly LabelledBox[], width: number, height: number): string {
  const unit = Math.max(1, Math.max(width, height) / 640);
  const drawn = boxes.map((labelled) => frameOf(labelled, unit) + labelOf(labelled, unit, width)).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawn}</svg>`;
}

function frameOf({ shape, box }: LabelledBox, unit: number): string {
  const place =
    `x="${box.startX.toFixed(1)}" y="${box.startY.toFixed(1)}" width="${(box.endX - box.startX).toFixed(1)}" ` +
    `height="${(box.endY - box.startY).toFixed(1)}" rx="${(3 * unit).toFixed(1)}" fill="none"`;
  return (
    `<rect ${place} stroke="${INK}" stroke-opacity="0.45" stroke-width="${(3 * unit).toFixed(1)}"/>` +
    `<rect ${place} stroke="${colourOf(shape)}" stroke-width="${(1.6 * unit).toFixed(1)}"/>`
  );
}

/** Above the box, or inside at its top where there is no room above. */
function labelOf({ shape, confidence, box }: LabelledBox, unit: number, frameWidth: number): string {
  const scale = 0.42 * unit;
  const text = drawText(`${shape} ${Math.round(confidence * 100)}%`);
  const padding = 4 * unit;
  const width = text.width * scale + 2 * padding;
  const height = 14 * scale + 2 * padding;
  const x = Math.max(0, Math.min(box.startX - 0.8 * unit, frameWidth - width));
  const y = box.startY >= height + unit ? box.startY - height - unit : Math.max(0, box.startY) + unit;
  const baseline = y + padding + 14 * scale;
  return (
    `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" ` +
    `rx="${(3 * unit).toFixed(1)}" fill="${colourOf(shape)}"/>` +
    `<g transform="translate(${(x + padding).toFixed(1)} ${baseline.toFixed(1)}) scale(${scale.toFixed(3)})" ` +
    `fill="none" stroke="${INK}" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round">${text.svg}</g>`
  );
}

function colourOf(shape: string): string {
  return COLOURS.get(shape) ?? OTHER_COLOUR;
}
