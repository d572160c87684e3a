import type { BoundingBox } from '../../../../src/domain/bounding-box.ts';
import type { TrackPosition } from '../../../../src/domain/track.ts';

/** A track is shown this much before it was first and after it was last seen: between two analysed frames nobody looked. */
const LINGER_MS = 250;

/** Where a track is at this moment of its clip: between where it was seen before and after. Null: not in view. */
export function boxAt(positions: readonly TrackPosition[], timeMs: number): BoundingBox | null {
  const after = positions.findIndex((position) => position.timeMs >= timeMs);
  const next = positions[after];
  const last = after === -1 ? positions.at(-1) : positions[after - 1];
  if (next && last) return between(last, next, timeMs);
  const only = next ?? last;
  return only && Math.abs(only.timeMs - timeMs) <= LINGER_MS ? only.box : null;
}

function between(from: TrackPosition, to: TrackPosition, timeMs: number): BoundingBox {
  const share = to.timeMs > from.timeMs ? (timeMs - from.timeMs) / (to.timeMs - from.timeMs) : 0;
  const mix = (side: keyof BoundingBox) => from.box[side] + (to.box[side] - from.box[side]) * share;
  return { startX: mix('startX'), startY: mix('startY'), endX: mix('endX'), endY: mix('endY') };
}
