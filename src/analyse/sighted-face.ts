import { type BoundingBox, clipBox } from '../domain/bounding-box.ts';
import { ConciergeError } from '../domain/concierge-error.ts';
import type { Face } from '../domain/face.ts';
import { type MediaPath, parseMediaPath } from '../domain/media-path.ts';
import type { FaceEngine, FoundFace, RgbPicture } from '../ports/face-engine.ts';
import { encodeFace } from './face-picture.ts';
import { moveFace } from './move-face.ts';
import type { PictureFolder } from './picture-folder.ts';

/** Of one track; what else was seen of it needs no picture. */
const MOST_PICTURES = 3;

/** Where in a clip or picture a search looked. */
interface SearchedView {
  readonly frameNumber: number;
  readonly timeMs: number;
  /** Where the searched picture lies in its frame, whose size follows. */
  readonly region: BoundingBox;
  readonly frameWidth: number;
  readonly frameHeight: number;
}

/** A face of a track. */
export interface SightedFace {
  readonly view: SearchedView;
  /** Cut out with its margin. */
  readonly cutout: RgbPicture;
  /** In pixels of the picture that was searched. */
  readonly found: FoundFace;
  /** How badly it fits the track's person; compared between tracks that claim one face. */
  readonly misfit: number;
  readonly embedding: Face['embedding'];
}

/** Of each track, in the order of the tracks, best first. */
export type FacesOfTracks = readonly (readonly SightedFace[])[];

/** Null for a face that is not good enough to be told from others. */
export async function embeddingOf(engine: FaceEngine, { aligned }: FoundFace): Promise<Face['embedding']> {
  return aligned && (await engine.describe(aligned));
}

/** Writes the best faces of each track as pictures. */
export async function keepFaces(
  sighted: FacesOfTracks,
  writer: { readonly folder: PictureFolder; readonly fileBase: MediaPath | null },
): Promise<Face[][]> {
  return Promise.all(
    sighted.map((faces, track) => Promise.all(faces.map((face, rank) => keepFace(face, track, rank, writer)))),
  );
}

async function keepFace(
  { view, cutout, found, embedding }: SightedFace,
  track: number,
  rank: number,
  { folder, fileBase }: { readonly folder: PictureFolder; readonly fileBase: MediaPath | null },
): Promise<Face> {
  const { frameNumber, timeMs, region, frameWidth, frameHeight } = view;
  const { aligned: _, ...face } = moveFace(found, region);
  let written: MediaPath | null = null;
  if (fileBase !== null && rank < MOST_PICTURES) {
    written = pictureName(`${fileBase}_track${track + 1}_face${rank + 1}_frame${frameNumber}.jpg`);
    await folder.write(written, await encodeFace(cutout));
  }
  return { ...face, frameNumber, timeMs, box: clipBox(face.box, frameWidth, frameHeight), embedding, picture: written };
}

/** @throws ConciergeError PATH_OUTSIDE_ROOT */
export function pictureName(name: string): MediaPath {
  const path = parseMediaPath(name);
  if (path) return path;
  throw new ConciergeError('PATH_OUTSIDE_ROOT', `Cannot write "${name}": it must be a path under ROOT_DIR.`);
}
