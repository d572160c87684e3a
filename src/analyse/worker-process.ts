import { ConciergeError } from '../domain/concierge-error.ts';
import type { MediaMetadata } from '../domain/media.ts';
import type { MediaPath } from '../domain/media-path.ts';
import type { AppearanceReader, ReadAppearanceRequest } from '../ports/appearance.ts';
import { EXECUTION_PROVIDER } from '../ports/detector.ts';
import type { FaceModels } from '../ports/face-models.ts';
import type { FaceReader, ReadFaces, ReadFacesRequest } from '../ports/face-reader.ts';
import type { AnalysisRequest, AnalysisResult, ShapeAnalyser } from '../ports/shape-analyser.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Service, ServiceHealth } from '../runtime/service.ts';
import { clipDeadlineMs, DEFAULT_DEADLINES, type DeadlineSettings } from './job-deadline.ts';
import { restartDelayMs } from './restart-delay.ts';
import { WorkerChild } from './worker-child.ts';
import { WorkerJob } from './worker-job.ts';
import { errorOf, type FromWorker, type JobAnswer, type JobOrder, type WorkerSettings } from './worker-protocol.ts';

export interface WorkerProcessParts extends WorkerSettings {
  /** Absolute path of the worker's script, src/worker. */
  readonly script: string;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly deadlines?: DeadlineSettings;
}

/** How long a worker may take to stop a job that nobody waits for, and to exit. */
const GRACE_MS = 5000;
/** To load its model. */
const START_DEADLINE_MS = 60_000;
/** start() gives up after so many deaths before the worker was ready. */
const START_ATTEMPTS = 3;

/**
 * A detector worker in a process of its own, kept alive: a native crash or an endless file costs one job, never the
 * add-on. Analyses and readings of faces run one at a time in the order of their calls; metadata is read beside them.
 */
export class WorkerProcess implements Service, ShapeAnalyser, FaceReader, AppearanceReader {
  readonly name: string;
  #parts: WorkerProcessParts;
  readonly #logger: Logger;
  /** Given to the worker and not yet answered, settled ones included: the worker is still busy with those. */
  readonly #running = new Map<number, WorkerJob>();
  readonly #waiting: WorkerJob[] = [];
  #child: WorkerChild | null = null;
  #state: ServiceHealth = { state: 'stopped', detail: 'not started' };
  #started = Promise.withResolvers<void>();
  #exited: PromiseWithResolvers<void> | null = null;
  /** Since the last answer. */
  #deathsInARow = 0;
  #nextJobId = 1;
  #stopping = false;
  #cancelTimer = () => {};

  constructor(parts: WorkerProcessParts) {
    this.name = `${parts.name} worker`;
    this.#parts = parts;
    this.#logger = parts.logger.child({ service: this.name });
  }

  /** Process id of the worker while it runs, for diagnosis. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  get threads(): number {
    return this.#parts.threads;
  }

  /** ONNX Runtime's name of what it computes on. */
  get provider(): string {
    return EXECUTION_PROVIDER;
  }

  async start(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.#stopping = false;
    this.#deathsInARow = 0;
    this.#started = Promise.withResolvers<void>();
    const abort = () => this.#started.reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    this.#launch();
    try {
      await this.#started.promise;
    } catch (error) {
      await this.stop();
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#cancelTimer();
    const stopped = new ConciergeError('WORKER_CRASHED', `The ${this.name} was stopped; try again when it runs.`);
    for (const job of [...this.#running.values(), ...this.#waiting]) if (!job.isSettled) job.reject(stopped);
    this.#waiting.length = 0;
    this.#child?.kill();
    await this.#exited?.promise;
    this.#state = { state: 'stopped', detail: 'stopped' };
  }

  health(): ServiceHealth {
    return this.#state;
  }

  /** Null: it finds no faces. */
  get faces(): FaceModels | null {
    return this.#parts.faces;
  }

  /** Models that came after the start; from the next job on faces are found. */
  useFaces(faces: FaceModels): void {
    this.#parts = { ...this.#parts, faces };
    this.#child?.send({ kind: 'use-faces', faces });
  }

  async analyse(request: AnalysisRequest, signal: AbortSignal): Promise<AnalysisResult> {
    const copied = { shapes: request.shapes && [...request.shapes], shapeLimits: [...(request.shapeLimits ?? [])] };
    const order: JobOrder = { kind: 'analyse', jobId: this.#nextJobId++, request: { ...request, ...copied } };
    const answer = await this.#do(order, signal);
    if (answer.kind !== 'analysed') throw wrongAnswer(order, answer);
    return answer.result;
  }

  async metadata(file: MediaPath, signal: AbortSignal): Promise<MediaMetadata> {
    const order: JobOrder = { kind: 'metadata', jobId: this.#nextJobId++, file };
    const answer = await this.#do(order, signal);
    if (answer.kind !== 'probed') throw wrongAnswer(order, answer);
    return answer.metadata;
  }

  async read(request: ReadFacesRequest, signal: AbortSignal): Promise<ReadFaces> {
    const order: JobOrder = { kind: 'read-faces', jobId: this.#nextJobId++, request };
    const answer = await this.#do(order, signal);
    if (answer.kind !== 'faces-read') throw wrongAnswer(order, answer);
    return answer.result;
  }

  async readAppearance(request: ReadAppearanceRequest, signal: AbortSignal): Promise<readonly number[]> {
    const order: JobOrder = { kind: 'read-appearance', jobId: this.#nextJobId++, request };
    const answer = await this.#do(order, signal);
    if (answer.kind !== 'appearance-read') throw wrongAnswer(order, answer);
    return answer.appearance;
  }

  #do(order: JobOrder, signal: AbortSignal): Promise<JobAnswer> {
    const job = new WorkerJob(order, signal, this.#parts.clock);
    if (this.#state.state === 'stopped') {
      job.reject(new ConciergeError('WORKER_CRASHED', `The ${this.name} does not run; try again when it does.`));
      return job.done;
    }
    this.#waiting.push(job);
    job.watch(() => this.#giveUp(job));
    this.#dispatch();
    return job.done;
  }

  /** Gives the worker all that it can take now. */
  #dispatch(): void {
    if (this.#state.state !== 'running') return;
    for (const job of [...this.#waiting]) {
      const busy = [...this.#running.values()].some(({ order }) => order.kind !== 'metadata');
      if (job.order.kind !== 'metadata' && busy) continue;
      this.#waiting.splice(this.#waiting.indexOf(job), 1);
      this.#running.set(job.order.jobId, job);
      job.begin(this.#deadlineMs(job, 0));
      this.#child?.send(job.order);
    }
  }

  #deadlineMs({ order }: WorkerJob, durationMs: number): number {
    const deadlines = this.#parts.deadlines ?? DEFAULT_DEADLINES;
    const isClip = order.kind === 'analyse' && order.request.mediaType === 'mp4';
    return isClip ? clipDeadlineMs(durationMs, deadlines) : deadlines.stillMs;
  }

  /** Nobody waits for this job any more: the worker has a moment to leave it, else it is ended. */
  #giveUp(job: WorkerJob): void {
    const { jobId } = job.order;
    const place = this.#waiting.indexOf(job);
    if (place >= 0) this.#waiting.splice(place, 1);
    if (!this.#running.has(jobId)) return;
    const child = this.#child;
    child?.send({ kind: 'cancel', jobId });
    this.#parts.clock.after(GRACE_MS, () => {
      if (this.#running.get(jobId) !== job || this.#child !== child) return;
      this.#logger.warn({ jobId }, 'the worker does not leave a job that was given up; it is ended and started again');
      child?.kill();
    });
  }

  #launch(): void {
    this.#state = { state: 'starting', detail: `loading ${this.#parts.model.name}` };
    const exited = Promise.withResolvers<void>();
    this.#exited = exited;
    const { script, logger: _logger, clock, deadlines: _deadlines, ...settings } = this.#parts;
    const child = new WorkerChild(script, this.#logger, {
      message: (message) => this.#receive(message),
      exit: (how) => {
        exited.resolve();
        this.#onExit(how);
      },
    });
    this.#child = child;
    this.#cancelTimer = clock.after(START_DEADLINE_MS, () => child.kill());
    child.send({ kind: 'init', settings });
  }

  #receive(message: FromWorker): void {
    if (message.kind === 'ready') this.#onReady();
    else if (message.kind === 'unable') this.#onUnable(errorOf(message.fault));
    else if (message.kind === 'opened') {
      const job = this.#running.get(message.jobId);
      if (job) job.allow(this.#deadlineMs(job, message.durationMs));
    } else if (message.kind !== 'log') this.#onAnswer(message);
  }

  #onReady(): void {
    this.#cancelTimer();
    const { model, threads } = this.#parts;
    this.#state = { state: 'running', detail: `${model.name} with ${threads} ${threads === 1 ? 'thread' : 'threads'}` };
    this.#started.resolve();
    this.#dispatch();
  }

  #cannotStart(how: string): ConciergeError {
    const message = `Cannot start the ${this.name}: it died ${START_ATTEMPTS} times, the last with ${how}. Mostly the machine is short of memory: end other programs, or choose the model ssdlite_mobilenetv2.`;
    return new ConciergeError('WORKER_CRASHED', message);
  }

  /** It cannot work with its settings: start() says so; later on it is tried again, as after a death. */
  #onUnable(error: ConciergeError): void {
    this.#logger.error({ code: error.code }, error.message);
    for (const job of this.#waiting.splice(0)) job.reject(error);
    this.#started.reject(error);
    this.#child?.kill();
  }

  #onAnswer(message: JobAnswer | Extract<FromWorker, { kind: 'failed' }>): void {
    const job = this.#running.get(message.jobId);
    this.#running.delete(message.jobId);
    this.#deathsInARow = 0;
    // A job that was given up ends with an error of its own making, which means nothing.
    if (job && !job.isSettled) {
      if (message.kind === 'failed') this.#onFault(job, errorOf(message.fault));
      else job.resolve(message);
    }
    this.#dispatch();
  }

  #onFault(job: WorkerJob, error: ConciergeError): void {
    job.reject(error);
    if (error.code !== 'WORKER_CRASHED') return;
    // A defect, or detectors that are gone: a fresh process is worth more than one in doubt.
    this.#state = { state: 'degraded', detail: `${error.message}; starting again` };
    this.#child?.kill();
  }

  #onExit(how: string): void {
    this.#cancelTimer();
    this.#child = null;
    const crashed = new ConciergeError('WORKER_CRASHED', `The ${this.name} died (${how}) while it had this job.`);
    for (const job of this.#running.values()) if (!job.isSettled) job.reject(crashed);
    this.#running.clear();
    if (this.#stopping) return;
    this.#deathsInARow++;
    // The first death of a worker that had been ready costs no time.
    const delayMs = restartDelayMs(this.#deathsInARow - (this.#state.state === 'starting' ? 0 : 1));
    this.#logger.error({ how, delayMs }, 'the worker died and is started again');
    this.#state = { state: 'degraded', detail: `died (${how}); starting again in ${delayMs / 1000} s` };
    if (this.#deathsInARow >= START_ATTEMPTS) this.#started.reject(this.#cannotStart(how));
    if (delayMs === 0) this.#launch();
    else this.#cancelTimer = this.#parts.clock.after(delayMs, () => this.#launch());
  }
}

function wrongAnswer(order: JobOrder, answer: JobAnswer): Error {
  return new Error(`The worker answered "${order.kind}" with "${answer.kind}".`);
}
