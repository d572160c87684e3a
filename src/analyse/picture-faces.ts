import { clipBox } from '../domain/bounding-box.ts';
import { ConciergeError } from '../domain/concierge-error.ts';
import type { Face } from '../domain/face.ts';
import type { FaceEngine, FoundFace, RgbPicture } from '../ports/face-engine.ts';
import type { ReadFaces, ReadFacesRequest } from '../ports/face-reader.ts';
import type { FrameSource } from '../ports/frame-source.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import { cutFace, encodeFace } from './face-picture.ts';
import { PictureFolder } from './picture-folder.ts';
import { regularFile } from './regular-file.ts';
import { embeddingOf, pictureName } from './sighted-face.ts';
import { toRgb } from './to-rgb.ts';

export interface PictureFacesParts {
  readonly engine: FaceEngine | null;
  readonly frames: FrameSource;
  readonly root: MediaRoot;
}

/** What the frame source wants to know of a detector, which there is none of here. */
const NO_DETECTOR = { width: 32, height: 32, fit: 'stretch', padValue: 0 } as const;

/** Reads the faces of whole pictures in this process. */
export class PictureFaces {
  readonly #parts: PictureFacesParts;
  readonly #folder: PictureFolder;

  constructor(parts: PictureFacesParts) {
    this.#parts = parts;
    this.#folder = new PictureFolder(parts.root);
  }

  /** As FaceReader.read. */
  async read({ file, pictures }: ReadFacesRequest, signal: AbortSignal): Promise<ReadFaces> {
    const { engine } = this.#parts;
    if (!engine) throw new ConciergeError('MODEL_UNAVAILABLE', 'There are no face models on this machine.');
    const picture = await this.#load(await regularFile(this.#parts.root, file), file, signal);
    const { width, height } = picture;
    const frame = { startX: 0, startY: 0, endX: width, endY: height };
    const found = await engine.find(picture, { frame, extent: 'picture' });
    signal.throwIfAborted();
    const largestFirst = found
      .filter(({ fault }) => fault !== 'no face')
      .sort((a, b) => b.quality.widthPx - a.quality.widthPx);
    const faces = largestFirst.map(async (face, index) => {
      const name = pictures && pictureName(`${pictures.fileBase}_face${index + 1}.jpg`);
      if (name) await this.#folder.write(name, await encodeFace(cutFace(picture, face.box)));
      return faceOf(engine, picture, face, name);
    });
    return { width, height, faces: await Promise.all(faces) };
  }

  async #load(path: string, file: string, signal: AbortSignal): Promise<RgbPicture> {
    const request = { path, input: NO_DETECTOR, everyNthFrame: 1, fullFrames: true };
    for await (const { full } of this.#parts.frames.open(request, signal).frames) {
      if (full) return { width: full.width, height: full.height, data: toRgb(full, full.height) };
    }
    throw new ConciergeError('MEDIA_UNREADABLE', `Cannot read "${file}": it shows no picture.`);
  }
}

async function faceOf(
  engine: FaceEngine,
  { width, height }: RgbPicture,
  found: FoundFace,
  picture: Face['picture'],
): Promise<Face> {
  const { aligned: _, ...face } = found;
  const embedding = await embeddingOf(engine, found);
  return { ...face, frameNumber: 0, timeMs: 0, box: clipBox(face.box, width, height), embedding, picture };
}
