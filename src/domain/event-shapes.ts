import type { ZoneName } from './zone.ts';

/** A track of an event, as far as summing up needs it. */
export interface EventTrack {
  readonly assetId: number;
  readonly shape: string;
  readonly confidence: number;
  readonly snapshot: string | null;
  readonly suppressed: boolean;
  readonly zones: readonly ZoneName[];
}

/** What an event saw of one shape. */
export interface EventShape {
  readonly shape: string;
  /** How many at least, >= 1. */
  readonly count: number;
  /** The best, 0..1. */
  readonly confidence: number;
  /** Path under ROOT_DIR of the most confident track's crop, or null when none was cut. */
  readonly snapshot: string | null;
  /** The names of all zones that one of this shape went through, in alphabetical order. */
  readonly zones: readonly string[];
}

/**
 * Sums up the tracks of an event's assets by shape, the most confident first; suppressed tracks are left out. The
 * picture and the clip show the same people, so a shape's count is the largest of one asset, not the sum.
 */
export function eventShapes(tracks: readonly EventTrack[]): readonly EventShape[] {
  const byShape = Map.groupBy(
    tracks.filter((track) => !track.suppressed),
    (track) => track.shape,
  );
  return [...byShape]
    .map(([shape, ofShape]) => {
      const bestFirst = ofShape.toSorted((a, b) => b.confidence - a.confidence);
      const byAsset = Map.groupBy(ofShape, (track) => track.assetId);
      return {
        shape,
        count: Math.max(...[...byAsset.values()].map((ofAsset) => ofAsset.length)),
        confidence: bestFirst[0]?.confidence ?? 0,
        snapshot: bestFirst.find((track) => track.snapshot !== null)?.snapshot ?? null,
        zones: zoneNames(ofShape),
      };
    })
    .sort((a, b) => b.confidence - a.confidence || a.shape.localeCompare(b.shape));
}

function zoneNames(tracks: readonly EventTrack[]): readonly string[] {
  return [...new Set(tracks.flatMap(({ zones }) => zones.map(({ name }) => name)))].sort();
}
