import { MAX_TRACK_FACES } from '../domain/face.ts';
import type { FaceEngine } from '../ports/face-engine.ts';
import { freeMemory } from '../runtime/free-memory.ts';
import { chooseOwnFace, faceMisfit, isSameFace } from './choose-own-face.ts';
import type { FaceCandidate } from './face-candidates.ts';
import { cutFace } from './face-picture.ts';
import { moveFace } from './move-face.ts';
import { embeddingOf, type FacesOfTracks, type SightedFace } from './sighted-face.ts';
import { toRgb } from './to-rgb.ts';

/** More views of a track add little to a vote, and each costs. */
const MOST_USABLE = 5;

/**
 * Finds the faces of tracks in the views that were kept of them, each track's likeliest views first. The pictures of
 * those that were searched are empty afterwards.
 * @param ofTracks the views of each track, in the order of the tracks; empty for what is no person
 * @param leftMs how long it may still take, asked before each view but the first of a track
 * @returns the faces of each track, best first
 */
export async function findTrackFaces(
  engine: FaceEngine,
  ofTracks: readonly (readonly FaceCandidate[])[],
  leftMs: () => number,
): Promise<FacesOfTracks> {
  return withoutDoubles(await searchViews(engine, ofTracks, leftMs)).map(bestFirst);
}

/** What can be recognised goes before what cannot. */
function bestFirst(faces: readonly SightedFace[]): SightedFace[] {
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
): Promise<SightedFace[][]> {
  const tracks = ofTracks.map((views) => ({ views, next: 0, usable: 0, sighted: [] as SightedFace[] }));
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

async function searchView(engine: FaceEngine, candidate: FaceCandidate): Promise<SightedFace | null> {
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
  const cutout = found && cutFace(picture, found.box);
  // A view is searched once; of all of them, 4K pictures hold dozens of megabytes.
  for (const { data } of [picture, candidate.picture]) freeMemory(data);
  if (!found || !cutout) return null;
  const embedding = await embeddingOf(engine, found);
  return { view: candidate, cutout, found, misfit: faceMisfit(found, person), embedding };
}

/** A face that two tracks claim in one frame is the better fitting one's. */
function withoutDoubles(sighted: readonly SightedFace[][]): SightedFace[][] {
  const placed = (face: SightedFace) => moveFace(face.found, face.view.region).box;
  const all = sighted.flat();
  return sighted.map((faces) =>
    faces.filter(
      (face) =>
        !all.some(
          (other) =>
            other !== face &&
            other.view.frameNumber === face.view.frameNumber &&
            other.misfit < face.misfit &&
            isSameFace(placed(other), placed(face)),
        ),
    ),
  );
}
