import type { ObjectVerdict } from './object-verdict.ts';

/** A known object that was there. */
export interface EventObject {
  readonly name: string;
  readonly shape: string;
  /** 0..1 */
  readonly similarity: number;
}

interface ObjectTrack {
  readonly shape: string;
  readonly object: ObjectVerdict | null;
  readonly suppressed: boolean;
}

/** Which known objects were in an event, each once, the surest first; suppressed tracks are left out. */
export function eventObjects(tracks: readonly ObjectTrack[]): readonly EventObject[] {
  const known = tracks.flatMap(({ shape, object, suppressed }) =>
    object?.kind === 'known' && !suppressed ? [{ name: object.name, shape, similarity: object.similarity }] : [],
  );
  const surestFirst = known.toSorted((a, b) => b.similarity - a.similarity);
  return [...Map.groupBy(surestFirst, ({ name }) => name).values()].flatMap((same) => same[0] ?? []);
}
