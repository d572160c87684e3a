import { stat } from 'node:fs/promises';
import { ConciergeError } from '../domain/concierge-error.ts';
import type { MediaMetadata } from '../domain/media.ts';
import type { MediaPath } from '../domain/media-path.ts';
import type { AnalysedTrack } from '../domain/track.ts';
import type { FrameSource, FullFrame, SampledFrame } from '../ports/frame-source.ts';
import type { AnalysisRequest, AnalysisResult } from '../ports/shape-analyser.ts';
import type { ShapeTracker, TrackedObject, TrackerSettings } from '../ports/shape-tracker.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import { detectInOrder, type ParallelDetector, startedAtOnce } from './detect-in-order.ts';
import { encodeAnnotated, encodeShot } from './encode-picture.ts';
import { type Shot, viewOf } from './frame-view.ts';
import { PictureFolder } from './picture-folder.ts';
import { snapshotNames } from './snapshot-names.ts';

export interface MediaAnalyserParts {
  readonly frames: FrameSource;
  readonly detector: ParallelDetector;
  readonly createTracker: (settings: TrackerSettings) => ShapeTracker<Shot>;
  readonly root: MediaRoot;
}

/** The one whole frame that is kept for the annotated picture. */
interface KeptFrame {
  readonly score: number;
  readonly frameNumber: number;
  readonly picture: FullFrame;
}

interface Followed {
  readonly objects: TrackedObject<Shot>[];
  readonly framesAnalysed: number;
  readonly kept: KeptFrame | null;
}

/** Finds the shapes of a picture or clip in this process: decode, detect, follow, cut out, write. */
export class MediaAnalyser {
  readonly #parts: MediaAnalyserParts;
  readonly #pictures: PictureFolder;

  constructor(parts: MediaAnalyserParts) {
    this.#parts = parts;
    this.#pictures = new PictureFolder(parts.root);
  }

  async metadata(file: MediaPath, signal: AbortSignal): Promise<MediaMetadata> {
    return this.#parts.frames.probe(await this.#regularFile(file), signal);
  }

  /** As ShapeAnalyser.analyse. @param onOpened called once with what the file says about itself, before frames are read */
  async analyse(
    request: AnalysisRequest,
    signal: AbortSignal,
    onOpened: (metadata: MediaMetadata) => void = () => {},
  ): Promise<AnalysisResult> {
    const startedMs = performance.now();
    const path = await this.#regularFile(request.file);
    const leaving = new AbortController();
    const sampling = {
      path,
      input: this.#parts.detector.input,
      everyNthFrame: request.mediaType === 'jpg' ? 1 : request.everyNthFrame,
      fullFrames: request.snapshots !== null || request.annotatedFrame !== null,
    };
    try {
      const media = this.#parts.frames.open(sampling, AbortSignal.any([signal, leaving.signal]));
      const frames = startedAtOnce(media.frames);
      const metadata = await media.metadata;
      onOpened(metadata);
      const followed = await this.#follow(request, frames, metadata);
      // The whole frame takes longest, so it begins first and the crops fill the other cores.
      const [annotatedFrame, tracks] = await Promise.all([
        this.#annotate(request, followed),
        this.#cutOut(request, followed.objects),
      ]);
      const elapsedMs = Math.round(performance.now() - startedMs);
      return { metadata, tracks, annotatedFrame, framesAnalysed: followed.framesAnalysed, elapsedMs };
    } finally {
      leaving.abort();
    }
  }

  /** Anything but a file (a FIFO, a folder) would keep the decoder waiting for ever. */
  async #regularFile(file: MediaPath): Promise<string> {
    const path = await this.#parts.root.existing(file);
    if (!(await stat(path)).isFile()) {
      throw new ConciergeError('MEDIA_UNREADABLE', `Cannot read "${file}": it is no regular file.`);
    }
    return path;
  }

  async #follow(
    request: AnalysisRequest,
    frames: AsyncIterable<SampledFrame>,
    metadata: MediaMetadata,
  ): Promise<Followed> {
    const { width, height } = metadata;
    const { minConfidence, shapes } = request;
    const tracker = this.#parts.createTracker({ frameWidth: width, frameHeight: height, minConfidence, shapes });
    let kept: KeptFrame | null = null;
    let framesAnalysed = 0;
    const detected = detectInOrder(frames, this.#parts.detector, { width, height }, tracker.detectionFloor);
    for await (const { found, full, reuse } of detected) {
      framesAnalysed++;
      const { score } = tracker.add(found, full && viewOf(full));
      if (!full) continue;
      if (request.annotatedFrame !== null && score > (kept?.score ?? 0)) {
        if (kept) reuse(kept.picture.data);
        kept = { score, frameNumber: found.frameNumber, picture: full };
      } else {
        reuse(full.data);
      }
    }
    if (framesAnalysed === 0) {
      throw new ConciergeError('MEDIA_UNREADABLE', `Cannot analyse "${request.file}": not one frame could be decoded.`);
    }
    return { objects: tracker.finish(), framesAnalysed, kept };
  }

  async #cutOut({ snapshots }: AnalysisRequest, objects: readonly TrackedObject<Shot>[]): Promise<AnalysedTrack[]> {
    const tracks = objects.map(({ track }) => track);
    const names = snapshots ? snapshotNames(tracks, snapshots) : [];
    return Promise.all(
      objects.map(async ({ track, shot }, index) => {
        const snapshot = shot ? (names[index] ?? null) : null;
        if (snapshot && shot) await this.#pictures.write(snapshot, await encodeShot(shot));
        return { ...track, snapshot, faces: [] };
      }),
    );
  }

  async #annotate({ annotatedFrame }: AnalysisRequest, { objects, kept }: Followed): Promise<MediaPath | null> {
    if (!annotatedFrame || !kept || objects.length === 0) return null;
    const boxes = objects.flatMap(({ track, followed }) => {
      const position = followed.find(({ frameNumber }) => frameNumber === kept.frameNumber);
      // The label says what is reported of the object, not what the detector thought of this one view.
      return position ? [{ shape: track.shape, confidence: track.confidence, box: position.box }] : [];
    });
    await this.#pictures.write(annotatedFrame, await encodeAnnotated(kept.picture, boxes));
    return annotatedFrame;
  }
}
