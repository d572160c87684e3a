import { type BoundingBox, intersectionOverUnion } from './bounding-box.ts';
import type { Face } from './face.ts';
import { type Embedding, faceDistance, nearestDistance } from './face-distance.ts';
import type { FrameSize } from './fit-frame.ts';
import { NOT_A_FACE_DISTANCE } from './judge-faces.ts';
import { personOfFace } from './person-of-face.ts';
import { isSamePlace } from './suppression.ts';
import type { Track } from './track.ts';

/** A face that made a person by itself: no body was seen. */
interface LoneFace {
  readonly box: BoundingBox;
  readonly embedding: Embedding;
}

/** A face that another picture of the same camera showed. */
export interface EarlierFace extends LoneFace {
  readonly frame: FrameSize;
  readonly eventId: string;
  readonly seenAtMs: number;
}

/** How alike head and shoulders of a face and a track's box are when the face made the track. */
const OWN_BODY_OVERLAP = 0.9;

/** The same view of the same face in another light; of somebody living, two pictures are rarely so near. */
const SAME_VIEW_DISTANCE = 0.22;

/** So many other events, over so long, have it at its place before it hangs there: nobody waits so still at a door. */
const LEAST_EVENTS = 3;
const LEAST_SPAN_MS = 3_600_000;

/** The face of a picture's track that is nothing but a face; else null. */
export function loneFace(track: Track & { readonly faces: readonly Face[] }, frame: FrameSize): LoneFace | null {
  const [face, ...others] = track.faces;
  if (!face || face.embedding === null || others.length > 0 || track.positions.length > 1) return null;
  const overlap = intersectionOverUnion(personOfFace(face.box, frame), track.bestShot.box);
  return overlap >= OWN_BODY_OVERLAP ? { box: face.box, embedding: face.embedding } : null;
}

/**
 * Whether a lone face is a poster's, a painting's or a bust's: users said of it that it is no face, or it was at its
 * place in event after event and looked the same each time. A screen's faces change, and are not told apart so.
 * @param earlier of other events
 */
export function isPictured(
  face: LoneFace,
  frame: FrameSize,
  earlier: readonly EarlierFace[],
  notFaces: readonly Embedding[],
): boolean {
  if (nearestDistance(face.embedding, notFaces) <= NOT_A_FACE_DISTANCE) return true;
  const here = earlier.filter(
    (other) =>
      isSamePlace(face.box, frame, other.box, other.frame) &&
      faceDistance(face.embedding, other.embedding) <= SAME_VIEW_DISTANCE,
  );
  const times = here.map(({ seenAtMs }) => seenAtMs);
  const events = new Set(here.map(({ eventId }) => eventId));
  return events.size >= LEAST_EVENTS && Math.max(...times) - Math.min(...times) >= LEAST_SPAN_MS;
}
