import type { Face } from '../domain/face.ts';
import type { MediaMetadata } from '../domain/media.ts';
import type { MediaPath } from '../domain/media-path.ts';
import type { ReadAppearanceRequest } from '../ports/appearance.ts';
import type { FaceModels } from '../ports/face-models.ts';
import type { ReadFaces, ReadFacesRequest } from '../ports/face-reader.ts';
import type { AnalysisRequest, AnalysisResult } from '../ports/shape-analyser.ts';
import {
  type FromWorker,
  faultOf,
  type JobAnswer,
  type JobOrder,
  parseToWorker,
  type WorkerSettings,
} from './worker-protocol.ts';

/** What does the work in the worker's process; MediaAnalyser is one. */
export interface HostedAnalyser {
  analyse(
    request: AnalysisRequest,
    signal: AbortSignal,
    onOpened: (metadata: MediaMetadata) => void,
  ): Promise<AnalysisResult>;
  metadata(file: MediaPath, signal: AbortSignal): Promise<MediaMetadata>;
  readFaces(request: ReadFacesRequest, signal: AbortSignal): Promise<ReadFaces>;
  readAppearance(request: ReadAppearanceRequest, signal: AbortSignal): Promise<readonly number[]>;
  /** From the next job on. */
  useFaces(models: FaceModels): void;
}

/** The worker's side of the protocol: builds the analyser when told how, runs what it is given, cancels on request. */
export class WorkerHost {
  readonly #createAnalyser: (settings: WorkerSettings) => Promise<HostedAnalyser>;
  readonly #send: (message: FromWorker) => void;
  readonly #running = new Map<number, AbortController>();
  #analyser: HostedAnalyser | null = null;
  /** Came before the analyser was built. */
  #earlyFaces: FaceModels | null = null;

  constructor(
    createAnalyser: (settings: WorkerSettings) => Promise<HostedAnalyser>,
    send: (message: FromWorker) => void,
  ) {
    this.#createAnalyser = createAnalyser;
    this.#send = send;
  }

  /** Takes one message from the add-on; never rejects. What is no message of ours is ignored. */
  async receive(message: unknown): Promise<void> {
    const order = parseToWorker(message);
    if (order?.kind === 'init') await this.#init(order.settings);
    else if (order?.kind === 'use-faces') this.#useFaces(order.faces);
    else if (order?.kind === 'cancel') this.#running.get(order.jobId)?.abort();
    else if (order) await this.#run(order);
  }

  async #init(settings: WorkerSettings): Promise<void> {
    try {
      this.#analyser = await this.#createAnalyser(settings);
      if (this.#earlyFaces) this.#analyser.useFaces(this.#earlyFaces);
      this.#send({ kind: 'ready' });
    } catch (error) {
      this.#send({ kind: 'unable', fault: faultOf(error) });
    }
  }

  #useFaces(models: FaceModels): void {
    if (this.#analyser) this.#analyser.useFaces(models);
    else this.#earlyFaces = models;
  }

  async #run(order: JobOrder): Promise<void> {
    const { jobId } = order;
    const controller = new AbortController();
    this.#running.set(jobId, controller);
    try {
      this.#send(await this.#answer(order, controller.signal));
    } catch (error) {
      this.#send({ kind: 'failed', jobId, fault: faultOf(error) });
    } finally {
      this.#running.delete(jobId);
    }
  }

  async #answer(order: JobOrder, signal: AbortSignal): Promise<JobAnswer> {
    const { jobId } = order;
    if (!this.#analyser) throw new Error('The worker was given work before it was ready.');
    if (order.kind === 'metadata') {
      return { kind: 'probed', jobId, metadata: await this.#analyser.metadata(order.file, signal) };
    }
    if (order.kind === 'read-faces') {
      const result = await this.#analyser.readFaces(order.request, signal);
      return { kind: 'faces-read', jobId, result: { ...result, faces: result.faces.map(copied) } };
    }
    if (order.kind === 'read-appearance') {
      const appearance = [...(await this.#analyser.readAppearance(order.request, signal))];
      return { kind: 'appearance-read', jobId, appearance };
    }
    const onOpened = ({ durationMs }: MediaMetadata) => this.#send({ kind: 'opened', jobId, durationMs });
    const { tracks, rejected, ...rest } = await this.#analyser.analyse(order.request, signal, onOpened);
    const ofMessage = tracks.map((track) => ({
      ...track,
      positions: [...track.positions],
      faces: track.faces.map(copied),
      appearance: track.appearance ? Array.from(track.appearance) : null,
    }));
    const left = rejected && { rejected: rejected.map((track) => ({ ...track, positions: [...track.positions] })) };
    return { kind: 'analysed', jobId, result: { ...rest, tracks: ofMessage, ...left } };
  }
}

/** Copies, since a message's arrays are mutable by their schema and the port's are not. */
function copied(face: Face) {
  return { ...face, embedding: face.embedding && [...face.embedding] };
}
