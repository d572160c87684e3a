import { type BoundingBox, intersectionOverUnion } from '../domain/bounding-box.ts';
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
/** Of the letters, and their height at scale 1; in units of the drawing, which grow with the picture. */
const TEXT_SCALE = 0.42;
const CAPITAL = 14;
const PADDING = 4;

/**
 * An SVG of this size with a frame and a label around each box.
 * @param boxes in pixels of the SVG; later ones lie above earlier ones
 */
export function drawBoxes(boxes: readonly LabelledBox[], width: number, height: number): string {
  const unit = Math.max(1, Math.max(width, height) / 640);
  const labels: PlacedLabel[] = [];
  for (const labelled of boxes) labels.push(placeLabel(labelled, unit, width, labels));
  const frames = boxes.map((labelled) => frameOf(labelled, unit)).join('');
  const drawn = labels.map((label) => drawLabel(label, unit)).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${frames}${drawn}</svg>`;
}

interface PlacedLabel {
  readonly place: BoundingBox;
  readonly colour: string;
  /** SVG paths, from (0, 0) on at scale 1. */
  readonly text: string;
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

/** Above the box, or inside at its top where there is no room above; higher up where another label is in the way. */
function placeLabel(
  { shape, confidence, box }: LabelledBox,
  unit: number,
  frameWidth: number,
  others: readonly PlacedLabel[],
): PlacedLabel {
  const text = drawText(`${shape} ${Math.round(confidence * 100)}%`);
  const width = text.width * TEXT_SCALE * unit + 2 * PADDING * unit;
  const height = CAPITAL * TEXT_SCALE * unit + 2 * PADDING * unit;
  const startX = Math.max(0, Math.min(box.startX - 0.8 * unit, frameWidth - width));
  const top = box.startY >= height + unit ? box.startY - height - unit : Math.max(0, box.startY) + unit;
  const at = (startY: number) => ({ startX, startY, endX: startX + width, endY: startY + height });
  const step = height + unit;
  const candidates = [0, -1, -2, 1, 2].map((steps) => at(top + steps * step)).filter(({ startY }) => startY >= 0);
  const free = candidates.find((place) => others.every((other) => intersectionOverUnion(place, other.place) === 0));
  return { place: free ?? at(top), colour: colourOf(shape), text: text.svg };
}

function drawLabel({ place, colour, text }: PlacedLabel, unit: number): string {
  const scale = TEXT_SCALE * unit;
  const textX = place.startX + PADDING * unit;
  const baseline = place.endY - PADDING * unit;
  return (
    `<rect x="${place.startX.toFixed(1)}" y="${place.startY.toFixed(1)}" width="${(place.endX - place.startX).toFixed(1)}" ` +
    `height="${(place.endY - place.startY).toFixed(1)}" rx="${(3 * unit).toFixed(1)}" fill="${colour}"/>` +
    `<g transform="translate(${textX.toFixed(1)} ${baseline.toFixed(1)}) scale(${scale.toFixed(3)})" ` +
    `fill="none" stroke="${INK}" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round">${text}</g>`
  );
}

function colourOf(shape: string): string {
  return COLOURS.get(shape) ?? OTHER_COLOUR;
}
