import { type CameraScene, judgeTracks } from '../domain/judge-tracks.ts';
import { limitFor } from '../domain/shape-limits.ts';
import type { StationaryPlace } from '../domain/suppression.ts';
import type { Track } from '../domain/track.ts';
import type { AnalysisQueue, QueueDepth } from '../ports/analysis-queue.ts';
import type { Asset, History } from '../ports/history.ts';
import type {
  PreviewAnswer,
  PreviewOutcome,
  PreviewPlan,
  PreviewTrack,
  ProfilePreview,
} from '../ports/profile-preview.ts';
import type { AnalysisRequest, AnalysisResult, ShapeAnalyser } from '../ports/shape-analyser.ts';
import type { Clock } from '../runtime/clock.ts';
import { analysisRequest } from './analysis-request.ts';
import { QuietMoment } from './quiet-moment.ts';

export interface PreviewParts {
  readonly history: Pick<History, 'asset'>;
  /** Where shapes stood still in other assets of the asset's camera. */
  readonly places: { placesAround(asset: Asset): readonly StationaryPlace[] };
  readonly queue: Pick<AnalysisQueue, 'depth'>;
  readonly stills: ShapeAnalyser;
  readonly clips: ShapeAnalyser;
  readonly clock: Clock;
}

/** One is run at a time; so many more may wait. */
const MOST_WAITING = 3;
/** Beyond what raises something: more says nothing. */
const MOST_OMITTED = 40;
/** As a profile means it: nothing is left out to keep up. */
const IDLE: QueueDepth = { stills: 0, clips: 0, oldestWaitMs: 0, setAside: 0 };

/** Runs profiles on stored pictures and clips with the detector workers, when they have nothing else to do. */
export class ProfilePreviews implements ProfilePreview {
  readonly #parts: PreviewParts;
  readonly #quiet: QuietMoment;
  #last: Promise<unknown> = Promise.resolve();
  #open = 0;

  constructor(parts: PreviewParts) {
    this.#parts = parts;
    this.#quiet = new QuietMoment(parts.clock);
  }

  /** As a sink of the pipelines: new uploads go first. */
  queueChanged(): void {
    this.#quiet.look();
  }

  eventRevised(): void {}

  eventChanged(): void {
    // Nothing here depends on what was found.
  }

  async run(assetId: number, plan: PreviewPlan, signal: AbortSignal): Promise<PreviewOutcome> {
    const asset = this.#parts.history.asset(assetId);
    const camera = plan.config.cameras.find(({ id }) => id === asset?.cameraId);
    if (!asset || !camera) return { kind: 'no asset' };
    if (this.#open > MOST_WAITING) return { kind: 'busy' };
    this.#open++;
    const { before, leave } = this.#queueUp();
    try {
      await unlessAborted(before, signal);
      return { kind: 'seen', ...(await this.#look(asset, camera, plan, signal)) };
    } finally {
      this.#open--;
      leave();
    }
  }

  /** Whoever leaves early still keeps those behind him waiting for those before him. */
  #queueUp(): { readonly before: Promise<unknown>; readonly leave: () => void } {
    const before = this.#last;
    const left = Promise.withResolvers<void>();
    this.#last = Promise.all([before, left.promise]);
    return { before, leave: left.resolve };
  }

  async #look(asset: Asset, camera: Camera, plan: PreviewPlan, signal: AbortSignal): Promise<PreviewAnswer> {
    const { stills, clips, queue, places } = this.#parts;
    const isStill = asset.mediaType === 'jpg';
    await this.#quiet.wait(() => queue.depth()[isStill ? 'stills' : 'clips'] > 0, signal);
    const analyser = isStill ? stills : clips;
    const request = await previewRequest(asset, camera, plan, analyser, signal);
    const result = await analyser.analyse(request, signal);
    const scene = { zones: camera.zones, places: places.placesAround(asset), eventId: asset.eventId ?? '' };
    return {
      frame: { width: result.metadata.width, height: result.metadata.height },
      tracks: previewTracks(request, result, scene),
      everyNthFrame: request.everyNthFrame,
      framesAnalysed: result.framesAnalysed,
      elapsedMs: result.elapsedMs,
    };
  }
}

type Camera = PreviewPlan['config']['cameras'][number];

/** As the camera's own, with nothing written. */
async function previewRequest(
  asset: Asset,
  camera: Camera,
  { config, profileId }: PreviewPlan,
  analyser: ShapeAnalyser,
  signal: AbortSignal,
): Promise<AnalysisRequest> {
  const tried = profileId === null ? camera : { ...camera, analytics_profile: profileId };
  const own = profileId === null ? asset : { ...asset, profileId: null };
  const request = await analysisRequest(own, tried, config, IDLE, (file) => analyser.metadata(file, signal));
  return { ...request, snapshots: null, annotatedFrame: null, faces: null, appearances: false, explain: true };
}

function previewTracks(
  request: AnalysisRequest,
  { tracks, rejected = [], metadata }: AnalysisResult,
  scene: CameraScene,
): readonly PreviewTrack[] {
  const judged = judgeTracks(tracks, metadata, scene).map(({ suppressedBy, ...track }) => ({
    ...shown(track),
    omitted: suppressedBy,
    zones: track.zones,
  }));
  const left = rejected.map((track) => ({ ...shown(track), omitted: track.rejection, zones: [] }));
  const [raising = [], omitted = []] = [true, false].map((raises) =>
    [...judged, ...left]
      .filter((track) => (track.omitted === null) === raises)
      .sort((a, b) => b.confidence - a.confidence),
  );
  return [...raising, ...omitted.slice(0, MOST_OMITTED)].map((track, index) => ({
    ...track,
    id: index + 1,
    limit: limitFor(track.shape, request),
  }));
}

/** Without what nobody is shown here. */
function shown({ shape, confidence, stationary, bestShot, positions }: Track): Track {
  return { shape, confidence, stationary, bestShot, positions };
}

function unlessAborted(work: Promise<unknown>, signal: AbortSignal): Promise<unknown> {
  signal.throwIfAborted();
  const aborted = new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, aborted]);
}
