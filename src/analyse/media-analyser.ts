import { ConciergeError } from '../domain/concierge-error.ts';
import type { Face } from '../domain/face.ts';
import type { MediaMetadata } from '../domain/media.ts';
import type { MediaPath } from '../domain/media-path.ts';
import type { RejectedTrack } from '../domain/rejected-track.ts';
import type { AppearanceEngine } from '../ports/appearance.ts';
import type { FaceEngine } from '../ports/face-engine.ts';
import type { FrameSource, FullFrame, SampledFrame } from '../ports/frame-source.ts';
import type { AnalysisRequest, AnalysisResult } from '../ports/shape-analyser.ts';
import type { ShapeTracker, TrackedObject, TrackerSettings } from '../ports/shape-tracker.ts';
import { freeMemory } from '../runtime/free-memory.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import { describeObjects } from './describe-objects.ts';
import { detectInOrder, type ParallelDetector, startedAtOnce } from './detect-in-order.ts';
import { encodeAnnotated, encodeShot } from './encode-picture.ts';
import { FaceCandidates } from './face-candidates.ts';
import { findTrackFaces } from './find-faces.ts';
import { type Shot, viewOf } from './frame-view.ts';
import { PictureFolder } from './picture-folder.ts';
import { regularFile } from './regular-file.ts';
import { type FacesOfTracks, keepFaces } from './sighted-face.ts';
import { snapshotNames } from './snapshot-names.ts';
import { findStillFaces } from './still-faces.ts';

export interface MediaAnalyserParts {
  readonly frames: FrameSource;
  readonly detector: ParallelDetector;
  readonly createTracker: (settings: TrackerSettings) => ShapeTracker<Shot>;
  readonly root: MediaRoot;
  /** Null: no faces are found. */
  readonly faces: FaceEngine | null;
  /** Null or missing: nothing is said of what objects look like. */
  readonly appearance?: AppearanceEngine | null;
}

/** How long faces may take, as a share of the time that the clip took before; everybody's likeliest view is searched. */
const FACES_SHARE = 0.3;
/** As FACES_SHARE, of what objects look like; the largest is described in any case. */
const APPEARANCES_SHARE = 0.1;

/** The one whole frame that is kept: of a clip for the annotated picture. */
interface KeptFrame {
  readonly score: number;
  readonly frameNumber: number;
  readonly picture: FullFrame;
}

interface Followed {
  readonly objects: readonly TrackedObject<Shot>[];
  readonly rejected: readonly RejectedTrack[];
  readonly framesAnalysed: number;
  readonly kept: KeptFrame | null;
  readonly faces: FaceCandidates | null;
}

/** An explanation tells of the same best shots, which depend on how sharp they are. */
function needsFullFrames({ snapshots, annotatedFrame, faces, appearances, explain }: AnalysisRequest): boolean {
  const isForPictures = snapshots !== null || annotatedFrame !== null || faces !== null;
  return isForPictures || appearances === true || explain === true;
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
    return this.#parts.frames.probe(await regularFile(this.#parts.root, file), signal);
  }

  /** As ShapeAnalyser.analyse. @param onOpened called once with what the file says about itself, before frames are read */
  async analyse(
    request: AnalysisRequest,
    signal: AbortSignal,
    onOpened: (metadata: MediaMetadata) => void = () => {},
  ): Promise<AnalysisResult> {
    const startedMs = performance.now();
    const path = await regularFile(this.#parts.root, request.file);
    const leaving = new AbortController();
    const sampling = {
      path,
      input: this.#parts.detector.input,
      everyNthFrame: request.mediaType === 'jpg' ? 1 : request.everyNthFrame,
      fullFrames: needsFullFrames(request),
    };
    try {
      const media = this.#parts.frames.open(sampling, AbortSignal.any([signal, leaving.signal]));
      const frames = startedAtOnce(media.frames);
      const metadata = await media.metadata;
      onOpened(metadata);
      const { followed, sighted } = await this.#withStillFaces(request, await this.#follow(request, frames, metadata));
      const spentMs = performance.now() - startedMs;
      // The whole frame takes longest, so it begins first and the crops fill the other cores.
      const [annotatedFrame, snapshots, faces, appearances] = await Promise.all([
        this.#annotate(request, followed),
        this.#cutOut(request, followed.objects),
        this.#keepFaces(request, sighted ?? this.#findFaces(followed, spentMs)),
        this.#describe(request, followed, metadata, spentMs),
      ]);
      if (followed.kept) freeMemory(followed.kept.picture.data);
      const tracks = followed.objects.map(({ track }, index) => ({
        ...track,
        snapshot: snapshots[index] ?? null,
        faces: faces[index] ?? [],
        appearance: appearances[index] ?? null,
      }));
      const elapsedMs = Math.round(performance.now() - startedMs);
      const left = request.explain ? { rejected: followed.rejected } : {};
      return { metadata, tracks, ...left, annotatedFrame, framesAnalysed: followed.framesAnalysed, elapsedMs };
    } finally {
      leaving.abort();
    }
  }

  async #follow(
    request: AnalysisRequest,
    frames: AsyncIterable<SampledFrame>,
    metadata: MediaMetadata,
  ): Promise<Followed> {
    const { width, height } = metadata;
    const tracker = this.#parts.createTracker({ ...request, frameWidth: width, frameHeight: height });
    const faces = request.faces && this.#parts.faces ? new FaceCandidates() : null;
    let kept: KeptFrame | null = null;
    let framesAnalysed = 0;
    const detected = detectInOrder(frames, this.#parts.detector, { width, height }, tracker.detectionFloor);
    for await (const { found, full, reuse } of detected) {
      framesAnalysed++;
      const { score, sightings } = tracker.add(found, full && viewOf(full));
      if (!full) continue;
      faces?.add(full, found.frameNumber, found.timeMs, sightings);
      if (isKept(request, score, kept)) {
        if (kept) reuse(kept.picture.data);
        kept = { score, frameNumber: found.frameNumber, picture: full };
      } else {
        reuse(full.data);
      }
    }
    if (framesAnalysed === 0) {
      throw new ConciergeError('MEDIA_UNREADABLE', `Cannot analyse "${request.file}": not one frame could be decoded.`);
    }
    const objects = tracker.finish();
    return { objects, rejected: tracker.rejected, framesAnalysed, kept, faces };
  }

  /** The path of each object's crop. */
  async #cutOut(
    { snapshots }: AnalysisRequest,
    objects: readonly TrackedObject<Shot>[],
  ): Promise<(MediaPath | null)[]> {
    const tracks = objects.map(({ track }) => track);
    const names = snapshots ? snapshotNames(tracks, snapshots) : [];
    return Promise.all(
      objects.map(async ({ shot }, index) => {
        const snapshot = shot ? (names[index] ?? null) : null;
        if (snapshot && shot) await this.#pictures.write(snapshot, await encodeShot(shot));
        return snapshot;
      }),
    );
  }

  /** Of a picture, whose faces may show more people than its shapes. Null sighted: of a clip, or none are looked for. */
  async #withStillFaces(
    request: AnalysisRequest,
    followed: Followed,
  ): Promise<{ readonly followed: Followed; readonly sighted: FacesOfTracks | null }> {
    const engine = this.#parts.faces;
    const { faces, kept, objects } = followed;
    const wantsPersons = request.shapes?.includes('person') ?? true;
    if (request.mediaType !== 'jpg' || !engine || !faces || !kept || !wantsPersons) return { followed, sighted: null };
    const found = await findStillFaces(engine, kept.picture, objects, faces, request);
    return { followed: { ...followed, objects: found.objects }, sighted: found.sighted };
  }

  /** The faces of each object. @param spentMs on the clip so far, of which the search may take a share again */
  async #findFaces({ objects, faces }: Followed, spentMs: number): Promise<FacesOfTracks> {
    const engine = this.#parts.faces;
    if (!engine || !faces) return [];
    const views = objects.map(({ track, objects: numbers }) => (track.shape === 'person' ? faces.of(numbers) : []));
    const untilMs = performance.now() + FACES_SHARE * spentMs;
    return findTrackFaces(engine, views, () => untilMs - performance.now());
  }

  async #keepFaces({ faces }: AnalysisRequest, sighted: FacesOfTracks | Promise<FacesOfTracks>): Promise<Face[][]> {
    return faces ? keepFaces(await sighted, { folder: this.#pictures, fileBase: faces.fileBase }) : [];
  }

  async #describe({ appearances }: AnalysisRequest, { objects }: Followed, frame: MediaMetadata, spentMs: number) {
    const engine = this.#parts.appearance;
    if (!appearances || !engine) return [];
    const untilMs = performance.now() + APPEARANCES_SHARE * spentMs;
    return describeObjects(engine, objects, frame, () => untilMs - performance.now());
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

/** A picture's only frame is searched for faces, too, whatever was found in it. */
function isKept({ mediaType, annotatedFrame, faces }: AnalysisRequest, score: number, kept: KeptFrame | null): boolean {
  return (mediaType === 'jpg' && faces !== null) || (annotatedFrame !== null && score > (kept?.score ?? 0));
}
