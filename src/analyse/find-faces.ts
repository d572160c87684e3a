import { clipBox } from '../domain/bounding-box.ts';
import { ConciergeError } from '../domain/concierge-error.ts';
import { type Face, MAX_TRACK_FACES } from '../domain/face.ts';
import { type MediaPath, parseMediaPath } from '../domain/media-path.ts';
import type { FaceEngine, FoundFace, RgbPicture } from '../ports/face-engine.ts';
import { chooseOwnFace, faceMisfit, isSameFace } from './choose-own-face.ts';
import type { FaceCandidate } from './face-candidates.ts';
import { encodeFace } from './face-picture.ts';
import { moveFace } from './move-face.ts';
import type { PictureFolder } from './picture-folder.ts';
import { toRgb } from './to-rgb.ts';

/** More views of a track add little to a vote, and each costs. */
const MOST_USABLE = 5;
const MOST_PICTURES = 3;

/** A face of a track, with the picture that it was found in. */
interface Sighted {
  readonly candidate: FaceCandidate;
  readonly picture: RgbPicture;
  /** In pixels of the picture. */
  readonly found: FoundFace;
  readonly misfit: number;
  readonly embedding: Face['embedding'];
}

/**
 * Finds the faces of tracks in the views that were kept of them, each track's likeliest views first.
 * @param ofTracks the views of each track, in the order of the tracks; empty for what is no person
 * @param leftMs how long it may still take, asked before each view but the first of a track
 * @returns the faces of each track, best first
 */
export async function findTrackFaces(
  engine: FaceEngine,
  ofTracks: readonly (readonly FaceCandidate[])[],
  leftMs: () => number,
  writer: { readonly folder: PictureFolder; readonly fileBase: MediaPath },
): Promise<Face[][]> {
  const sighted = await searchViews(engine, ofTracks, leftMs);
  const own = withoutDoubles(sighted).map(bestFirst);
  return Promise.all(
    own.map((faces, track) => Promise.all(faces.map((face, rank) => finish(face, track, rank, writer)))),
  );
}

/** What can be recognised goes before what cannot. */
function bestFirst(faces: readonly Sighted[]): Sighted[] {
  const sorted = faces.toSorted((a, b) => b.found.quality.score - a.found.quality.score);
  const usable = sorted.filter(({ found }) => found.fault === null).slice(0, MOST_USABLE);
  return [...usable, ...sorted.filter(({ found }) => found.fault !== null)].slice(0, MAX_TRACK_FACES);
}

/**
 * The likeliest view of each track, then by turns the next of those with the fewest usable faces: when time is over,
 * everybody was looked at, and who has not shown a face was looked at most.
 */
async function searchViews(
  engine: FaceEngine,
  ofTracks: readonly (readonly FaceCandidate[])[],
  leftMs: () => number,
): Promise<Sighted[][]> {
  const tracks = ofTracks.map((views) => ({ views, next: 0, usable: 0, sighted: [] as Sighted[] }));
  let longestMs = 0;
  const work = async () => {
    for (;;) {
      const track = tracks
        .filter(({ views, next, usable }) => next < views.length && usable < MOST_USABLE)
        .sort((a, b) => Number(b.next === 0) - Number(a.next === 0) || a.usable - b.usable || a.next - b.next)[0];
      const view = track?.views[track.next];
      if (!track || !view || (track.next > 0 && leftMs() < longestMs)) return;
      track.next++;
      const startedMs = performance.now();
      const face = await searchView(engine, view);
      longestMs = Math.max(longestMs, performance.now() - startedMs);
      if (!face) continue;
      track.sighted.push(face);
      if (face.embedding) track.usable++;
    }
  };
  await Promise.all(Array.from({ length: engine.size }, work));
  return tracks.map(({ sighted }) => sighted);
}

async function searchView(engine: FaceEngine, candidate: FaceCandidate): Promise<Sighted | null> {
  const { region, frameWidth, frameHeight } = candidate;
  const { width, height } = candidate.picture;
  const picture = { width, height, data: toRgb(candidate.picture, frameHeight) };
  const [x, y] = [-region.startX, -region.startY];
  const frame = { startX: x, startY: y, endX: x + frameWidth, endY: y + frameHeight };
  const person = {
    startX: candidate.person.startX + x,
    startY: candidate.person.startY + y,
    endX: candidate.person.endX + x,
    endY: candidate.person.endY + y,
  };
  const faces = await engine.find(picture, { frame, extent: 'region' });
  const found = chooseOwnFace(
    faces.filter(({ fault }) => fault !== 'no face'),
    person,
  );
  if (!found) return null;
  const embedding = found.aligned && (await engine.describe(found.aligned));
  return { candidate, picture, found, misfit: faceMisfit(found, person), embedding };
}

/** A face that two tracks claim in one frame is the better fitting one's. */
function withoutDoubles(sighted: readonly Sighted[][]): Sighted[][] {
  const placed = (face: Sighted) => moveFace(face.found, face.candidate.region).box;
  const all = sighted.flat();
  return sighted.map((faces) =>
    faces.filter(
      (face) =>
        !all.some(
          (other) =>
            other !== face &&
            other.candidate.frameNumber === face.candidate.frameNumber &&
            other.misfit < face.misfit &&
            isSameFace(placed(other), placed(face)),
        ),
    ),
  );
}

async function finish(
  { candidate, picture, found, embedding }: Sighted,
  track: number,
  rank: number,
  { folder, fileBase }: { readonly folder: PictureFolder; readonly fileBase: MediaPath },
): Promise<Face> {
  const { frameNumber, timeMs, region, frameWidth, frameHeight } = candidate;
  const { aligned: _, ...face } = moveFace(found, region);
  let written: MediaPath | null = null;
  if (rank < MOST_PICTURES) {
    written = pictureName(`${fileBase}_track${track + 1}_face${rank + 1}_frame${frameNumber}.jpg`);
    await folder.write(written, await encodeFace(picture, found.box));
  }
  return {
    ...face,
    frameNumber,
    timeMs,
    box: clipBox(face.box, frameWidth, frameHeight),
    embedding,
    picture: written,
  };
}

/** @throws ConciergeError PATH_OUTSIDE_ROOT */
export function pictureName(name: string): MediaPath {
  const path = parseMediaPath(name);
  if (path) return path;
  throw new ConciergeError('PATH_OUTSIDE_ROOT', `Cannot write "${name}": it must be a path under ROOT_DIR.`);
}
