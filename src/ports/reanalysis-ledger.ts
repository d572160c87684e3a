import type { EventFindings, FoundTrack } from '../domain/event-findings.ts';
import type { ChangedEvent, NewReanalysisRun, ReanalysisRun, ReanalysisScope } from './reanalysis-runs.ts';

/** A run as it is stored: whether another one is before it, and how long it takes, is not written down. */
export type StoredRun = Omit<ReanalysisRun, 'leftMs' | 'state'> & {
  readonly state: Exclude<ReanalysisRun['state'], 'waiting'>;
};

/** An event whose turn it is. */
export interface EventPlace {
  readonly eventId: string;
  readonly cameraId: number;
  readonly startedAtMs: number;
}

/** Events of which every file has had its turn. */
export interface AnsweredEvent extends EventPlace {
  readonly before: readonly FoundTrack[];
  readonly after: readonly FoundTrack[];
}

/** What is written down of runs. All calls are synchronous and atomic. */
export interface ReanalysisLedger {
  /** How many files the next events of the scope have, from the newest on; `last` null: there are no more. */
  countFiles(
    scope: ReanalysisScope,
    after: EventPlace | null,
    limit: number,
  ): { readonly files: number; readonly last: EventPlace | null };
  insert(run: NewReanalysisRun & Pick<ReanalysisRun, 'model' | 'createdAtMs' | 'totalFiles'>): number;
  /** Newest first. */
  runs(): readonly StoredRun[];
  run(id: number): StoredRun | null;
  setState(id: number, state: 'running' | 'paused'): void;
  /** Ends it: what was still to come is taken out of the queue, and what is being analysed counts no more. */
  end(id: number, state: 'cancelled' | 'done', atMs: number): void;
  remove(id: number): void;
  /** Takes out of the queue what a run that has ended left there: what was being analysed then, and was given back. */
  tidy(): void;
  /** Files in the queue, waiting or being analysed. */
  openFiles(runId: number): number;
  /** The events after the run's last one. */
  nextEvents(runId: number, limit: number): readonly EventPlace[];
  /**
   * Begins an event: notes what was found in it so far, and queues its files behind all that is new.
   * @param analysed whether its camera is there and is to be analysed; else its files are skipped
   */
  beginEvent(runId: number, event: EventPlace, analysed: boolean): void;
  answeredEvents(runId: number): readonly AnsweredEvent[];
  /** @param changed its findings are kept for the list of changes */
  settle(
    runId: number,
    event: EventPlace,
    findings: { readonly before: EventFindings; readonly after: EventFindings },
    changed: boolean,
  ): void;
  changes(runId: number, page: { readonly limit: number; readonly offset: number }): readonly ChangedEvent[];
}
