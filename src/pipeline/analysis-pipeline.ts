import { ConciergeError, type ErrorCode, messageOf } from '../domain/concierge-error.ts';
import type { Zone } from '../domain/zone.ts';
import type { AnalysisQueue, Job, JobKind, QueueDepth } from '../ports/analysis-queue.ts';
import type { AnalysisUnderWay, AnalysisWatch } from '../ports/analysis-watch.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { DetectionSink } from '../ports/detection-sink.ts';
import type { DetectorModels } from '../ports/detector-model.ts';
import type { Asset, History } from '../ports/history.ts';
import type { AnalysisRequest, AnalysisResult, ShapeAnalyser } from '../ports/shape-analyser.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Service, ServiceHealth } from '../runtime/service.ts';
import { analysisRequest, withoutPictures } from './analysis-request.ts';

const LEASE_MS = 60_000;
const RENEW_EVERY_MS = 20_000;

/** The file itself is at fault: trying again finds the same. */
const PERMANENT: ReadonlySet<ErrorCode> = new Set([
  'FILE_MISSING',
  'PATH_OUTSIDE_ROOT',
  'MEDIA_UNREADABLE',
  'MEDIA_TOO_LARGE',
]);

export interface PipelineParts {
  readonly kind: JobKind;
  readonly queue: AnalysisQueue;
  readonly history: History;
  readonly config: ConfigStore;
  readonly analyser: ShapeAnalyser;
  /** For what is analysed again with another model than the analyser's own. */
  readonly models: Pick<DetectorModels, 'find'>;
  readonly sinks: readonly Pick<DetectionSink, 'eventChanged' | 'eventRevised' | 'queueChanged'>[];
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Takes one job after another of its kind, has it analysed, and keeps and tells what was found. */
export class AnalysisPipeline implements AnalysisWatch, Service {
  readonly name: string;
  readonly startsQuietly = true;
  readonly #parts: PipelineParts;
  readonly #stopping = new AbortController();
  #unsubscribe = () => {};
  #working: Promise<void> | null = null;
  #underWay: AnalysisUnderWay | null = null;
  /** Of what is analysed again, to end it when something new comes; null: something new is analysed, or nothing. */
  #background: AbortController | null = null;

  constructor(parts: PipelineParts) {
    this.name = `${parts.kind} analysis`;
    this.#parts = parts;
  }

  async start(): Promise<void> {
    this.#unsubscribe = this.#parts.queue.onAvailable((kind) => {
      this.#giveWay();
      if (kind === this.#parts.kind) this.#wake();
    });
    this.#wake();
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#stopping.abort();
    await this.idle();
  }

  /** Resolves when no job of its kind can be taken now. */
  async idle(): Promise<void> {
    await this.#working;
  }

  health(): ServiceHealth {
    const { stills, clips, setAside } = this.#parts.queue.depth();
    const waiting = this.#parts.kind === 'still' ? stills : clips;
    return { state: 'running', detail: `${waiting} waiting${setAside > 0 ? `, ${setAside} set aside` : ''}` };
  }

  underWay(): AnalysisUnderWay | null {
    return this.#underWay;
  }

  #wake(): void {
    if (this.#working || this.#stopping.signal.aborted) return;
    this.#working = this.#drain().finally(() => {
      this.#working = null;
    });
  }

  async #drain(): Promise<void> {
    const { queue, kind, sinks } = this.#parts;
    while (!this.#stopping.signal.aborted) {
      const job = queue.lease(kind, LEASE_MS);
      if (!job) return;
      await this.#work(job);
      this.#underWay = null;
      for (const sink of sinks) sink.queueChanged();
    }
  }

  async #work(job: Job): Promise<void> {
    const { history, config, queue, analyser } = this.#parts;
    const stored = history.asset(job.assetId);
    const asset = stored && { ...stored, profileId: job.profileId ?? stored.profileId };
    const camera = config.read().cameras.find(({ id }) => id === asset?.cameraId);
    if (!asset || !camera) {
      this.#setAside(job, asset, 'its camera was deleted');
      return;
    }
    const stopRenewing = this.#keepLease(job);
    const depth = queue.depth();
    const begun = this.#begin(job, depth);
    const background = job.background ? new AbortController() : null;
    this.#background = background;
    const leaving = background ? AbortSignal.any([this.#stopping.signal, background.signal]) : this.#stopping.signal;
    try {
      const look = (file: string) => analyser.metadata(file, leaving);
      const whole = await analysisRequest(asset, camera, config.read(), depth, look);
      const request = await this.#withModel(job, job.compareOnly ? withoutPictures(whole) : whole);
      this.#underWay = { ...begun, everyNthFrame: request.everyNthFrame };
      const result = await analyser.analyse(request, leaving);
      this.#keep(job, asset, camera.zones, request, result);
    } catch (error) {
      this.#failed(job, asset, error, leaving);
    } finally {
      this.#background = null;
      stopRenewing();
    }
  }

  async #withModel({ modelId }: Job, request: AnalysisRequest): Promise<AnalysisRequest> {
    if (modelId === null) return request;
    const detector = await this.#parts.models.find(modelId);
    if (detector) return { ...request, detector };
    throw new ConciergeError('MODEL_UNAVAILABLE', `The model "${modelId}" is not on this machine any more.`);
  }

  #begin({ kind, assetId, background }: Job, { clips: clipsWaiting, oldestWaitMs }: QueueDepth): AnalysisUnderWay {
    const startedAtMs = this.#parts.clock.nowMs();
    this.#underWay = { kind, assetId, startedAtMs, background, everyNthFrame: null, clipsWaiting, oldestWaitMs };
    return this.#underWay;
  }

  /** What is analysed again makes room for anything new, and has another turn when that is done. */
  #giveWay(): void {
    if (!this.#background) return;
    const { stills, clips } = this.#parts.queue.depth();
    if (stills + clips > 0) this.#background.abort();
  }

  /** A long clip outlives one lease. */
  #keepLease(job: Job): () => void {
    const { clock, queue } = this.#parts;
    let cancel = () => {};
    const renewLater = () => {
      cancel = clock.after(RENEW_EVERY_MS, () => {
        if (queue.renew(job.id, LEASE_MS)) renewLater();
      });
    };
    renewLater();
    return () => cancel();
  }

  #keep(job: Job, asset: Asset, zones: readonly Zone[], request: AnalysisRequest, result: AnalysisResult): void {
    const { history, sinks, logger } = this.#parts;
    const { eventId } = history.completeAnalysis(job.id, {
      assetId: asset.id,
      metadata: result.metadata,
      tracks: result.tracks,
      annotatedFrame: result.annotatedFrame,
      everyNthFrame: request.everyNthFrame,
      framesAnalysed: result.framesAnalysed,
      elapsedMs: result.elapsedMs,
      zones,
      comparesScenes: request.appearances ?? false,
    });
    const found = result.tracks.map(({ shape, confidence }) => `${shape} ${Math.round(confidence * 100)} %`).join(', ');
    logger.info(
      {
        asset: asset.id,
        file: asset.file,
        frames: result.framesAnalysed,
        everyNthFrame: request.everyNthFrame,
        elapsedMs: Math.round(result.elapsedMs),
      },
      `found ${found || 'nothing'}`,
    );
    if (job.compareOnly) return;
    for (const sink of sinks) sink[job.background ? 'eventRevised' : 'eventChanged'](eventId);
  }

  /** @param leaving aborted when it was not its own fault */
  #failed(job: Job, asset: Asset, error: unknown, leaving: AbortSignal): void {
    const { queue, logger } = this.#parts;
    if (leaving.aborted) {
      queue.release(job.id);
      return;
    }
    const permanent = error instanceof ConciergeError && (PERMANENT.has(error.code) || isOfOtherModel(job, error));
    if (permanent) {
      this.#setAside(job, asset, messageOf(error));
      return;
    }
    if (queue.fail(job.id, messageOf(error)) === 'set aside') this.#gaveUp(asset, messageOf(error));
    else
      logger.warn(
        { asset: asset.id, file: asset.file, attempt: job.attempt },
        `will be tried again: ${messageOf(error)}`,
      );
  }

  #setAside(job: Job, asset: Asset | null, reason: string): void {
    this.#parts.queue.fail(job.id, reason, { permanent: true });
    if (asset) this.#gaveUp(asset, reason);
  }

  #gaveUp(asset: Asset, reason: string): void {
    this.#parts.logger.warn({ asset: asset.id, file: asset.file }, `set aside: ${reason}`);
  }
}

/** The analyser's own model comes back with the analyser; another one that is gone stays so. */
function isOfOtherModel({ modelId }: Job, { code }: ConciergeError): boolean {
  return modelId !== null && code === 'MODEL_UNAVAILABLE';
}
