import { setImmediate } from 'node:timers/promises';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import { eventFindings, findingsDifference } from '../domain/event-findings.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { DetectionSink } from '../ports/detection-sink.ts';
import type { DetectorModels } from '../ports/detector-model.ts';
import type { EventPlace, ReanalysisLedger, StoredRun } from '../ports/reanalysis-ledger.ts';
import type {
  ChangedEvent,
  NewReanalysisRun,
  ReanalysisRun,
  ReanalysisRuns,
  RunOrder,
} from '../ports/reanalysis-runs.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { ServiceHealth } from '../runtime/service.ts';
import { RunPace } from './run-pace.ts';

/** Files in the queue at a time: enough for both workers, and few, since the cleanup leaves alone what waits. */
const FILES_AT_A_TIME = 6;
const EVENTS_COUNTED_AT_A_TIME = 500;
/** Begun one after the other before others have a turn; most events without files take no time. */
const EVENTS_BEGUN_AT_A_TIME = 50;
/** Older ones are forgotten with their differences. */
const ENDED_KEPT = 20;

export interface ReanalysisParts {
  readonly ledger: ReanalysisLedger;
  readonly config: Pick<ConfigStore, 'read'>;
  /** Of the detector that is in use. */
  readonly model: string;
  /** Others than that. */
  readonly models: Pick<DetectorModels, 'find'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Feeds the queue with one run after the other, a few files at a time, and compares what comes of it. */
export class ReanalysisService implements DetectionSink, ReanalysisRuns {
  readonly name = 'analysing again';
  readonly startsQuietly = true;
  readonly #parts: ReanalysisParts;
  readonly #pace = new RunPace();
  #pacedRun: number | null = null;
  #feeding: Promise<void> | null = null;
  #isWanted = false;
  #isRunning = false;

  constructor(parts: ReanalysisParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    this.#isRunning = true;
    this.#feed();
  }

  async stop(): Promise<void> {
    this.#isRunning = false;
    await this.idle();
  }

  /** Resolves when nothing more can be queued now. */
  async idle(): Promise<void> {
    await this.#feeding;
  }

  health(): ServiceHealth {
    if (!this.#isRunning) return { state: 'stopped', detail: 'stopped' };
    const run = this.#current();
    const detail = run ? `${run.doneFiles} of ${run.totalFiles} files` : 'nothing is analysed again';
    return { state: 'running', detail };
  }

  motion(): void {}

  eventChanged(): void {}

  eventRevised(): void {}

  /** After every file that was analysed. */
  queueChanged(): void {
    this.#feed();
  }

  async begin(wanted: NewReanalysisRun): Promise<ReanalysisRun> {
    const { ledger, clock, logger } = this.#parts;
    const model = await this.#modelName(wanted.modelId);
    const createdAtMs = clock.nowMs();
    // What comes from now on is analysed anyway.
    const run = { ...wanted, toMs: Math.min(wanted.toMs ?? createdAtMs, createdAtMs) };
    const totalFiles = await this.#countFiles(run);
    const id = ledger.insert({ ...run, model, createdAtMs, totalFiles });
    logger.info({ run: id, files: totalFiles, compareOnly: run.compareOnly }, 'files are analysed again');
    for (const { id: old } of this.#ended().slice(ENDED_KEPT)) ledger.remove(old);
    this.#feed();
    await this.idle();
    const begun = this.one(id);
    if (!begun) throw new Error(`Cannot begin run ${id}: it is gone.`);
    return begun;
  }

  list(): readonly ReanalysisRun[] {
    const current = this.#current();
    return this.#parts.ledger.runs().map((run) => this.#told(run, current));
  }

  one(id: number): ReanalysisRun | null {
    const run = this.#parts.ledger.run(id);
    return run && this.#told(run, this.#current());
  }

  order(id: number, order: RunOrder): ReanalysisRun | null {
    const { ledger, clock } = this.#parts;
    const run = ledger.run(id);
    if (run?.state === 'running' || run?.state === 'paused') {
      if (order === 'cancel') this.#end(run, 'cancelled');
      else ledger.setState(id, order === 'pause' ? 'paused' : 'running');
      this.#pace.forget();
      this.#pace.note(run.doneFiles, clock.nowMs());
      this.#feed();
    }
    return this.one(id);
  }

  changes(id: number, page: { readonly limit: number; readonly offset: number }): readonly ChangedEvent[] | null {
    const { ledger } = this.#parts;
    return ledger.run(id) ? ledger.changes(id, page) : null;
  }

  remove(id: number): boolean {
    if (!this.#parts.ledger.run(id)) return false;
    this.#parts.ledger.remove(id);
    this.#feed();
    return true;
  }

  /** The oldest that runs; null: none does. */
  #current(): StoredRun | null {
    return this.#parts.ledger.runs().findLast(({ state }) => state === 'running') ?? null;
  }

  #ended(): readonly StoredRun[] {
    return this.#parts.ledger.runs().filter(({ state }) => state === 'done' || state === 'cancelled');
  }

  #told(run: StoredRun, current: StoredRun | null): ReanalysisRun {
    const isCurrent = run.id === current?.id;
    const leftMs = isCurrent ? this.#pace.leftMs(run.totalFiles - run.doneFiles, this.#parts.clock.nowMs()) : null;
    const state = run.state === 'running' && !isCurrent ? 'waiting' : run.state;
    return { ...run, state, leftMs: leftMs && Math.round(leftMs) };
  }

  #feed(): void {
    if (!this.#isRunning) return;
    this.#isWanted = true;
    this.#feeding ??= this.#fillAsWanted()
      .catch((error: unknown) => this.#parts.logger.error({ error: messageOf(error) }, 'Cannot go on analysing again.'))
      .finally(() => {
        this.#feeding = null;
      });
  }

  /** Something may have changed behind the place where it is just now. */
  async #fillAsWanted(): Promise<void> {
    while (this.#isWanted && this.#isRunning) {
      this.#isWanted = false;
      await this.#fill();
    }
  }

  async #fill(): Promise<void> {
    const { ledger } = this.#parts;
    ledger.tidy();
    for (const run of ledger.runs()) if (run.state !== 'done') this.#compare(run.id);
    for (let run = this.#current(); run && this.#isRunning; run = this.#current()) {
      this.#notePace(run);
      if (ledger.openFiles(run.id) >= FILES_AT_A_TIME) return;
      const events = ledger.nextEvents(run.id, EVENTS_BEGUN_AT_A_TIME);
      this.#begin(run.id, events);
      this.#compare(run.id);
      if (events.length === 0 && ledger.openFiles(run.id) > 0) return;
      if (events.length === 0) this.#end(run, 'done');
      await setImmediate();
    }
  }

  /** As many of the events as there is room for. */
  #begin(runId: number, events: readonly EventPlace[]): void {
    const { ledger, config } = this.#parts;
    const { cameras } = config.read();
    for (const event of events) {
      if (ledger.openFiles(runId) >= FILES_AT_A_TIME) return;
      const camera = cameras.find(({ id }) => id === event.cameraId);
      ledger.beginEvent(runId, event, camera?.analytics_enabled ?? false);
    }
  }

  #compare(runId: number): void {
    const { ledger } = this.#parts;
    for (const event of ledger.answeredEvents(runId)) {
      const findings = { before: eventFindings(event.before), after: eventFindings(event.after) };
      ledger.settle(runId, event, findings, findingsDifference(findings.before, findings.after) !== null);
    }
  }

  #end(run: StoredRun, state: 'cancelled' | 'done'): void {
    const { ledger, clock, logger } = this.#parts;
    ledger.end(run.id, state, clock.nowMs());
    this.#compare(run.id);
    const { doneFiles = 0, eventsChanged = 0 } = ledger.run(run.id) ?? {};
    logger.info({ run: run.id, files: doneFiles, eventsChanged }, `analysing again is ${state}`);
  }

  #notePace({ id, doneFiles }: StoredRun): void {
    if (this.#pacedRun !== id) this.#pace.forget();
    this.#pacedRun = id;
    this.#pace.note(doneFiles, this.#parts.clock.nowMs());
  }

  async #modelName(id: string | null): Promise<string> {
    if (id === null) return this.#parts.model;
    const found = await this.#parts.models.find(id);
    if (found) return found.name;
    throw new ConciergeError('MODEL_UNAVAILABLE', `There is no model "${id}" on this machine.`);
  }

  async #countFiles(run: NewReanalysisRun): Promise<number> {
    let total = 0;
    for (let after: EventPlace | null = null; ; ) {
      const { files, last }: ReturnType<ReanalysisLedger['countFiles']> = this.#parts.ledger.countFiles(
        run,
        after,
        EVENTS_COUNTED_AT_A_TIME,
      );
      total += files;
      if (last === null) return total;
      after = last;
      await setImmediate();
    }
  }
}
