import { type BoundingBox, boxArea } from '../domain/bounding-box.ts';
import type { FullFrame } from '../ports/frame-source.ts';
import type { ObjectSighting } from '../ports/shape-tracker.ts';
import { cutRegion } from './cut-region.ts';
import { faceRegion } from './face-region.ts';
import { sharpness } from './sharpness.ts';

/** A view of a person that is to be searched for a face. */
export interface FaceCandidate {
  readonly frameNumber: number;
  readonly timeMs: number;
  /** Where the picture lies in its frame, whose size follows. */
  readonly region: BoundingBox;
  readonly frameWidth: number;
  readonly frameHeight: number;
  readonly picture: FullFrame;
  readonly person: BoundingBox;
  /** How likely it shows a face well; compared between views of one person. */
  readonly likelihood: number;
}

/** Of a person; views this close in time show the same. */
const MOST_VIEWS = 8;
const APART_MS = 400;
/** Of all persons together; a 4K frame is 12 MB. */
const MOST_BYTES = 32 * 1024 * 1024;
/** Variance of the Laplacian at which a view counts as half sharp. */
const HALF_SHARP = 100;

/**
 * Keeps, while a clip is decoded, the regions in which faces will be looked for: the likeliest few of each person, apart
 * in time, in bounded memory.
 */
export class FaceCandidates {
  readonly #views = new Map<number, FaceCandidate[]>();
  #bytes = 0;

  add(frame: FullFrame, frameNumber: number, timeMs: number, sightings: readonly ObjectSighting[]): void {
    for (const { object, shape, box, confidence } of sightings) {
      const region = shape === 'person' ? faceRegion(box, frame) : null;
      if (!region || boxArea(region) === 0) continue;
      const detail = sharpness(frame, region);
      // A person who walks away grows no face: width counts, and what is uncertain counts less.
      const likelihood = (box.endX - box.startX) * confidence * (0.4 + (0.6 * detail) / (detail + HALF_SHARP));
      this.#consider(object, likelihood, timeMs, () => ({
        frameNumber,
        timeMs,
        region,
        frameWidth: frame.width,
        frameHeight: frame.height,
        picture: cutRegion(frame, region),
        person: box,
        likelihood,
      }));
    }
  }

  /** The views of these objects, which are one person, likeliest first. */
  of(objects: readonly number[]): FaceCandidate[] {
    return objects
      .flatMap((object) => this.#views.get(object) ?? [])
      .sort((a, b) => b.likelihood - a.likelihood)
      .slice(0, MOST_VIEWS);
  }

  #consider(object: number, likelihood: number, timeMs: number, take: () => FaceCandidate): void {
    const views = this.#views.get(object) ?? [];
    const rival = views.find((view) => Math.abs(view.timeMs - timeMs) < APART_MS) ?? this.#worstIfFull(views);
    if (rival && rival.likelihood >= likelihood) return;
    const kept = views.filter((view) => view !== rival);
    const taken = take();
    this.#views.set(object, [...kept, taken]);
    this.#bytes += taken.picture.data.length - (rival?.picture.data.length ?? 0);
    while (this.#bytes > MOST_BYTES && this.#dropOne()) {}
  }

  #worstIfFull(views: readonly FaceCandidate[]): FaceCandidate | null {
    return views.length < MOST_VIEWS ? null : worst(views);
  }

  /** The least likely view of whoever has most views, so that everybody keeps one; false when nobody has two. */
  #dropOne(): boolean {
    const [longest] = [...this.#views].sort(([, a], [, b]) => b.length - a.length);
    if (!longest || longest[1].length < 2) return false;
    const [object, views] = longest;
    const dropped = worst(views);
    this.#views.set(
      object,
      views.filter((view) => view !== dropped),
    );
    this.#bytes -= dropped?.picture.data.length ?? 0;
    return true;
  }
}

function worst(views: readonly FaceCandidate[]): FaceCandidate | null {
  return views.toSorted((a, b) => a.likelihood - b.likelihood)[0] ?? null;
}
