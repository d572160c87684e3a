import { type BoundingBox, boxArea, intersectionArea } from './bounding-box.ts';
import type { TrackPosition } from './track.ts';

/** Where somebody was seen in an asset: body and faces, as far as they are known. */
export interface SeenTrack {
  readonly positions: readonly Pick<TrackPosition, 'frameNumber' | 'box'>[];
  readonly faces: readonly { readonly frameNumber: number; readonly box: BoundingBox }[];
}

/** Of the smaller of two boxes, so much lies in the other when they may show one and the same. */
const SAME_SHARE = 0.5;

/**
 * Whether one frame showed both of two tracks, at two places: then they are two people, however alike. Pieces of one
 * broken track share no frame, and doubles of one person share their place. A face of both settles it before bodies do.
 */
export function seenApart(one: SeenTrack, other: SeenTrack): boolean {
  const faces = sharedFrames(one.faces, other.faces);
  if (faces.length > 0) return faces.every(([a, b]) => isApart(a, b));
  return sharedFrames(one.positions, other.positions).some(([a, b]) => isApart(a, b));
}

function isApart(a: BoundingBox, b: BoundingBox): boolean {
  return intersectionArea(a, b) < SAME_SHARE * Math.min(boxArea(a), boxArea(b));
}

type Sight = SeenTrack['faces'][number];

function sharedFrames(some: readonly Sight[], others: readonly Sight[]): [BoundingBox, BoundingBox][] {
  const byFrame = new Map(some.map(({ frameNumber, box }) => [frameNumber, box]));
  return others.flatMap(({ frameNumber, box }): [BoundingBox, BoundingBox][] => {
    const shared = byFrame.get(frameNumber);
    return shared ? [[shared, box]] : [];
  });
}
