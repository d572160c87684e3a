import { personOfFace } from '../domain/person-of-face.ts';
import { limitFor, shortcomingOf, type ViewLimits } from '../domain/shape-limits.ts';
import type { FaceEngine, FoundFace } from '../ports/face-engine.ts';
import type { FullFrame } from '../ports/frame-source.ts';
import type { TrackedObject } from '../ports/shape-tracker.ts';
import { assignFaces } from './assign-faces.ts';
import { isSameFace } from './choose-own-face.ts';
import type { FaceCandidates } from './face-candidates.ts';
import { cutFace } from './face-picture.ts';
import { findTrackFaces } from './find-faces.ts';
import { type Shot, viewOf } from './frame-view.ts';
import { moveFace } from './move-face.ts';
import { embeddingOf, type FacesOfTracks, type SightedFace } from './sighted-face.ts';
import { toRgb } from './to-rgb.ts';

/** A face of less confidence makes nobody a person whom the shape detector has not seen. */
const PERSON_CONFIDENCE = 0.8;
/** Nor does a narrower one. */
const PERSON_MIN_FACE_PX = 20;

interface Seen {
  readonly object: TrackedObject<Shot>;
  readonly faces: readonly SightedFace[];
}

/**
 * Finds the faces of a picture, all of it: there is only this one, and in a group, or near the camera, faces show where
 * the shape detector sees no person. Such a face makes a person.
 * @param objects what was found in the picture, non-persons included
 * @param candidates views of its persons
 * @param limits that whoever is reported keeps to
 * @returns the objects with those that were added, the most confident first, and the faces of each
 */
export async function findStillFaces(
  engine: FaceEngine,
  still: FullFrame,
  objects: readonly TrackedObject<Shot>[],
  candidates: FaceCandidates,
  limits: ViewLimits,
): Promise<{ readonly objects: readonly TrackedObject<Shot>[]; readonly sighted: FacesOfTracks }> {
  const { width, height } = still;
  const picture = { width, height, data: toRgb(still, height) };
  const frame = { startX: 0, startY: 0, endX: width, endY: height };
  const faces = (await engine.find(picture, { frame, extent: 'still' })).filter(({ fault }) => fault !== 'no face');
  const people = objects.filter(({ track }) => track.shape === 'person');
  const owners = assignFaces(
    faces,
    people.map(({ track }) => track.bestShot.box),
  );
  const view = { frameNumber: 0, timeMs: 0, region: frame, frameWidth: width, frameHeight: height };
  const placed = faces.flatMap((found): { found: FoundFace; object: TrackedObject<Shot> }[] => {
    const owner = people[owners.get(found) ?? -1] ?? personFrom(found, still, limits);
    return owner ? [{ found, object: owner }] : [];
  });
  const sight = async ({ found, object }: (typeof placed)[number]): Promise<Seen> => {
    const embedding = await embeddingOf(engine, found);
    return { object, faces: [{ view, cutout: cutFace(picture, found.box), found, misfit: 0, embedding }] };
  };
  const faceless = objects.filter((object) => placed.every((other) => other.object !== object));
  const [sure, closer] = await Promise.all([
    Promise.all(placed.map(sight)),
    lookCloser(engine, faceless, candidates, faces),
  ]);
  const seen = [...sure, ...closer].sort((a, b) => b.object.track.confidence - a.object.track.confidence);
  return { objects: seen.map(({ object }) => object), sighted: seen.map(({ faces: own }) => own) };
}

/** Persons whose face the whole picture did not show, at full size. */
async function lookCloser(
  engine: FaceEngine,
  objects: readonly TrackedObject<Shot>[],
  candidates: FaceCandidates,
  known: readonly FoundFace[],
): Promise<Seen[]> {
  const views = objects.map(({ track, objects: numbers }) => (track.shape === 'person' ? candidates.of(numbers) : []));
  const sighted = await findTrackFaces(engine, views, () => 0);
  return objects.map((object, index) => {
    const own = (sighted[index] ?? []).filter(({ found, view }) => {
      const { box } = moveFace(found, view.region);
      return known.every((other) => !isSameFace(other.box, box));
    });
    return { object, faces: own };
  });
}

/** Null for a face that is not told of. */
function personFrom(
  { box, confidence, quality }: FoundFace,
  still: FullFrame,
  limits: ViewLimits,
): TrackedObject<Shot> | null {
  const bestShot = { frameNumber: 0, timeMs: 0, box: personOfFace(box, still), confidence };
  const isPlain = confidence >= PERSON_CONFIDENCE && quality.widthPx >= PERSON_MIN_FACE_PX;
  if (!isPlain || shortcomingOf(bestShot, still.height, limitFor('person', limits))) return null;
  return {
    track: { shape: 'person', confidence, stationary: false, bestShot, positions: [bestShot] },
    followed: [bestShot],
    objects: [],
    shot: viewOf(still).take(bestShot.box),
  };
}
