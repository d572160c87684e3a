import type { MediaPath } from './media-path.ts';
import type { ObjectVerdict } from './object-verdict.ts';

/** A known object that was there. */
export interface EventObject {
  readonly name: string;
  readonly shape: string;
  /** 0..1 */
  readonly similarity: number;
  /** Its best shot, cut out; null when none is kept. */
  readonly snapshot: MediaPath | null;
}

interface ObjectTrack {
  readonly shape: string;
  readonly object: ObjectVerdict | null;
  readonly snapshot: MediaPath | null;
  readonly suppressed: boolean;
}

/** Which known objects were in an event, each once, the surest first; suppressed tracks are left out. */
export function eventObjects(tracks: readonly ObjectTrack[]): readonly EventObject[] {
  const known = tracks.flatMap(({ shape, object, snapshot, suppressed }) =>
    object?.kind === 'known' && !suppressed
      ? [{ name: object.name, shape, similarity: object.similarity, snapshot }]
      : [],
  );
  const surestFirst = known.toSorted((a, b) => b.similarity - a.similarity);
  return [...Map.groupBy(surestFirst, ({ name }) => name).values()].flatMap((same) => same[0] ?? []);
}
