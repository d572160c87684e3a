import { setImmediate } from 'node:timers/promises';
import { messageOf } from '../domain/concierge-error.ts';
import type { DetectionSink } from '../ports/detection-sink.ts';
import type { FacedTrack, FaceStore } from '../ports/face-store.ts';
import type { ReidentificationProgress } from '../ports/gallery.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { GalleryJudge } from './gallery-judge.ts';

/** Some ms of work, after which others have their turn. */
const ASSETS_AT_A_TIME = 3;

export interface ReidentificationParts {
  readonly store: FaceStore;
  readonly judge: Pick<GalleryJudge, 'judgeAgain'>;
  readonly sinks: readonly Pick<DetectionSink, 'eventRevised'>[];
  /** Told of each step, of which there are many a second. */
  readonly progressed: (progress: ReidentificationProgress) => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Judges past events anew when the gallery has changed, the newest first, and tells nobody of them as of something new. */
export class Reidentification {
  readonly #parts: ReidentificationParts;
  #progress: ReidentificationProgress = { isRunning: false, done: 0, total: 0, changed: 0, finishedAtMs: null };
  #isWanted = false;
  #isStopped = false;
  #running: Promise<void> | null = null;

  constructor(parts: ReidentificationParts) {
    this.#parts = parts;
  }

  get progress(): ReidentificationProgress {
    return this.#progress;
  }

  /** Begins, or begins again when it runs: what it has judged so far was by the gallery before. */
  request(): void {
    if (this.#isStopped) return;
    this.#isWanted = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.idle();
  }

  /** Resolves when nothing is left to be judged. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      // Several changes that come together cost one pass.
      await setImmediate();
      while (this.#isWanted && !this.#isStopped) {
        this.#isWanted = false;
        await this.#pass();
      }
    } catch (error) {
      this.#parts.logger.error({ error: messageOf(error) }, 'Cannot judge past events by the gallery as it is now.');
    } finally {
      this.#turn({ ...this.#progress, isRunning: false, finishedAtMs: this.#parts.clock.nowMs() });
    }
  }

  async #pass(): Promise<void> {
    const { store, logger } = this.#parts;
    this.#turn({ isRunning: true, done: 0, total: store.facedTrackCount(), changed: 0, finishedAtMs: null });
    let below: number | null = null;
    for (;;) {
      const tracks: readonly FacedTrack[] = store.facedTracks(below, ASSETS_AT_A_TIME);
      const last = tracks.at(-1);
      if (!last || this.#isWanted || this.#isStopped) break;
      below = last.assetId;
      this.#judge(tracks);
      await setImmediate();
    }
    if (this.#progress.changed > 0) logger.info({ changed: this.#progress.changed }, 'past events were judged again');
  }

  #turn(progress: ReidentificationProgress): void {
    this.#progress = progress;
    this.#parts.progressed(progress);
  }

  #judge(tracks: readonly FacedTrack[]): void {
    const { store, judge, sinks } = this.#parts;
    const byAsset = [...Map.groupBy(tracks, ({ assetId }) => assetId).values()];
    const changed = store.inTransaction(() => byAsset.flatMap((together) => judge.judgeAgain(together)));
    const { done } = this.#progress;
    this.#turn({
      ...this.#progress,
      done: done + tracks.length,
      changed: this.#progress.changed + changed.length,
    });
    for (const eventId of new Set(changed.map((track) => track.eventId))) {
      for (const sink of sinks) sink.eventRevised(eventId);
    }
  }
}
