import type { BoundingBox } from './bounding-box.ts';
import { containsPoint, meetsWay, type RelativePoint } from './polygon.ts';
import type { FrameSize } from './suppression.ts';
import type { Track } from './track.ts';
import type { Zone, ZoneName } from './zone.ts';

/** Where a track was with regard to its camera's zones and masks. */
export interface TrackPlace {
  /** It was in masks for its shape all the time. */
  readonly masked: boolean;
  /** Those that it went through outside of masks, in the order of the camera's zones. */
  readonly zones: readonly ZoneName[];
}

/**
 * Where an object stood is where it touches the ground: the middle of its box's lower side. Between two samples it went
 * straight, so that a small zone is not missed by a clip that is looked at twice a second.
 * @param frame size of the frames in whose pixels the track's boxes are
 * @param zones of the camera, masks among them
 */
export function trackPlace(track: Track, frame: FrameSize, zones: readonly Zone[]): TrackPlace {
  const concerned = zones.filter(({ shapes }) => shapes.length === 0 || shapes.includes(track.shape));
  const masks = concerned.filter(({ kind }) => kind === 'mask');
  const ways = unmaskedWays(
    track.positions.map(({ box }) => footPoint(box, frame)),
    masks,
  );
  const entered = concerned.filter(
    ({ kind, points }) => kind === 'zone' && ways.some((way) => leadsThrough(way, points)),
  );
  return { masked: ways.length === 0, zones: entered.map(({ uuid, name }) => ({ uuid, name })) };
}

/** Relative to the frame; a box that sticks out of it is cut. */
export function footPoint(box: BoundingBox, frame: FrameSize): RelativePoint {
  const inside = (value: number) => Math.min(1, Math.max(0, value));
  return { x: inside((box.startX + box.endX) / 2 / frame.width), y: inside(box.endY / frame.height) };
}

/** The points outside of every mask, cut into ways where masks lie between them. */
function unmaskedWays(points: readonly RelativePoint[], masks: readonly Zone[]): RelativePoint[][] {
  const ways: RelativePoint[][] = [];
  let open: RelativePoint[] | null = null;
  for (const point of points) {
    if (masks.some((mask) => containsPoint(mask.points, point))) {
      open = null;
    } else if (open) {
      open.push(point);
    } else {
      open = [point];
      ways.push(open);
    }
  }
  return ways;
}

function leadsThrough(way: readonly RelativePoint[], polygon: Zone['points']): boolean {
  return way.some((point, index) => meetsWay(polygon, way[index - 1] ?? point, point));
}
