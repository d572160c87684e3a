import type { FrameSize } from '../domain/fit-frame.ts';
import type { FaceSearch } from '../ports/face-engine.ts';

/** A part of a picture, in its pixels and perhaps reaching beyond it, searched with no side longer than `maxPx`. */
export interface SearchPass {
  readonly startX: number;
  readonly startY: number;
  readonly width: number;
  readonly height: number;
  readonly maxPx: number;
}

const REGION_PX = 320;
const PICTURE_PX = 1280;
/** With as much again around it: a face that fills the picture is missed otherwise. */
const PADDED_PX = 512;
/** Larger pictures are searched in tiles as well, for faces that shrinking would lose. */
const TILED_ABOVE_PX = 1.25 * PICTURE_PX;
/** Of a tile's side, so that a face on a border is whole in one of them. */
const TILE_OVERLAP = 0.2;
const MOST_TILES = 16;

/** Which parts to search, each at which size. */
export function planPasses({ width, height }: FrameSize, extent: FaceSearch['extent']): SearchPass[] {
  const whole = { startX: 0, startY: 0, width, height };
  if (extent === 'region') return [{ ...whole, maxPx: REGION_PX }];
  const padded = {
    startX: -Math.round(width / 2),
    startY: -Math.round(height / 2),
    width: 2 * width,
    height: 2 * height,
    maxPx: PADDED_PX,
  };
  const passes = [{ ...whole, maxPx: PICTURE_PX }, padded];
  return extent === 'still' ? passes : [...passes, ...tiles({ width, height })];
}

function tiles({ width, height }: FrameSize): SearchPass[] {
  const longest = Math.max(width, height);
  if (longest <= TILED_ABOVE_PX) return [];
  // Tiles grow with a picture for which there would be too many.
  for (let side = PICTURE_PX; ; side = Math.ceil(1.2 * side)) {
    const [columns, rows] = [starts(width, side), starts(height, side)];
    if (columns.length * rows.length > MOST_TILES) continue;
    return rows.flatMap((startY) =>
      columns.map((startX) => ({
        startX,
        startY,
        width: Math.min(side, width),
        height: Math.min(side, height),
        maxPx: PICTURE_PX,
      })),
    );
  }
}

/** Where tiles of this side begin, spread evenly from the start to the end. */
function starts(length: number, side: number): number[] {
  if (length <= side) return [0];
  const count = Math.ceil((length - TILE_OVERLAP * side) / (side * (1 - TILE_OVERLAP)));
  return Array.from({ length: count }, (_, index) => Math.round((index * (length - side)) / (count - 1)));
}
