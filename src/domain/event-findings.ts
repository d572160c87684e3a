import { eventObjects } from './event-objects.ts';
import { eventShapes } from './event-shapes.ts';
import type { Identity } from './identity.ts';
import type { ObjectVerdict } from './object-verdict.ts';

/** A track, as far as comparing two analyses of the same event needs it. */
export interface FoundTrack {
  readonly assetId: number;
  readonly shape: string;
  /** 0..1 */
  readonly confidence: number;
  readonly suppressed: boolean;
  readonly identity: Identity | null;
  readonly object: ObjectVerdict | null;
}

/** What one analysis found in an event that raises something. */
export interface EventFindings {
  /** The most confident first; how many at least, as `eventShapes` counts. */
  readonly shapes: readonly { readonly shape: string; readonly count: number }[];
  /** Names of those who were recognised, in alphabetical order. */
  readonly people: readonly string[];
  /** How many people at least who are not known. */
  readonly strangers: number;
  /** Names of known objects, in alphabetical order. */
  readonly objects: readonly string[];
}

/** What an event has now and had not, and the other way round. A count is how many more or fewer. */
export interface FindingsDifference {
  readonly gained: EventFindings;
  readonly lost: EventFindings;
}

export function eventFindings(tracks: readonly FoundTrack[]): EventFindings {
  const pictured = tracks.map((track) => ({ ...track, snapshot: null, zones: [] }));
  const shapes = eventShapes(pictured);
  const names = tracks.flatMap(({ identity, suppressed }) =>
    identity?.kind === 'known' && !suppressed ? [identity.name] : [],
  );
  return {
    shapes: shapes.map(({ shape, count }) => ({ shape, count })),
    people: inOrder(names),
    strangers: countStrangers(tracks),
    objects: inOrder(eventObjects(pictured).map(({ name }) => name)),
  };
}

function inOrder(names: readonly string[]): string[] {
  return [...new Set(names)].sort((a, b) => a.localeCompare(b));
}

/** The picture and the clip show the same people: the file that shows the most of them counts. */
function countStrangers(tracks: readonly FoundTrack[]): number {
  const unknown = tracks.filter(({ identity, suppressed }) => identity?.kind === 'unknown' && !suppressed);
  const byFile = Map.groupBy(unknown, ({ assetId }) => assetId);
  return Math.max(0, ...[...byFile.values()].map((ofFile) => ofFile.length));
}

/** Null: both found the same. */
export function findingsDifference(before: EventFindings, after: EventFindings): FindingsDifference | null {
  const gained = beyond(after, before);
  const lost = beyond(before, after);
  const isSame = [gained, lost].every(isNothing);
  return isSame ? null : { gained, lost };
}

/** What `all` has more than `other`. */
function beyond(all: EventFindings, other: EventFindings): EventFindings {
  const counts = new Map(other.shapes.map(({ shape, count }) => [shape, count]));
  return {
    shapes: all.shapes
      .map(({ shape, count }) => ({ shape, count: count - (counts.get(shape) ?? 0) }))
      .filter(({ count }) => count > 0),
    people: all.people.filter((name) => !other.people.includes(name)),
    strangers: Math.max(0, all.strangers - other.strangers),
    objects: all.objects.filter((name) => !other.objects.includes(name)),
  };
}

function isNothing({ shapes, people, strangers, objects }: EventFindings): boolean {
  return shapes.length + people.length + strangers + objects.length === 0;
}
