import type { EventFindings } from '../domain/event-findings.ts';

/** Which events: by the time when they began, both ends inclusive; null = from the first on, and of every camera. */
export interface ReanalysisScope {
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly cameraId: number | null;
}

export interface NewReanalysisRun extends ReanalysisScope {
  /** In place of the camera's own; null = that one. */
  readonly profileId: number | null;
  /** The id of a model in place of the detector's own; null = that one. */
  readonly modelId: string | null;
  /** Change nothing: only say what would be found. */
  readonly compareOnly: boolean;
}

/** How often something was found: in so many events. */
export interface FindingCount {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/** A day, a camera or the whole archive that is analysed again, and what has come of it so far. */
export interface ReanalysisRun extends NewReanalysisRun {
  readonly id: number;
  /** `waiting`: another run is before it. */
  readonly state: 'waiting' | 'running' | 'paused' | 'cancelled' | 'done';
  /** What it is called that the files are analysed with. */
  readonly model: string;
  readonly createdAtMs: number;
  readonly endedAtMs: number | null;
  readonly totalFiles: number;
  /** Of `totalFiles`, those that need nothing more. */
  readonly doneFiles: number;
  /** Of `doneFiles`: could not be analysed; what was found earlier stays. */
  readonly failedFiles: number;
  /** Of `doneFiles`: an outside detector's, of a deleted camera or one whose analytics is off, or waiting anyway. */
  readonly skippedFiles: number;
  /** Null while it does not run, and before it can be told. */
  readonly leftMs: number | null;
  readonly eventsCompared: number;
  readonly eventsChanged: number;
  /** The most frequent first. */
  readonly shapes: readonly FindingCount[];
  readonly people: readonly FindingCount[];
  /** At most one: somebody who is not known. */
  readonly strangers: readonly FindingCount[];
  /** Known objects. */
  readonly objects: readonly FindingCount[];
}

/** An event that was found to be otherwise. */
export interface ChangedEvent {
  readonly eventId: string;
  readonly cameraId: number;
  readonly startedAtMs: number;
  readonly before: EventFindings;
  readonly after: EventFindings;
}

/** What may be asked of a run that has not ended. */
export type RunOrder = 'pause' | 'resume' | 'cancel';

/**
 * Looks again at a lot of what is stored, in the background: only while nothing new waits, one run after the other, from
 * the newest event to the oldest. It goes on after a restart. Nothing of it is announced as new.
 */
export interface ReanalysisRuns {
  /** @throws ConciergeError MODEL_UNAVAILABLE when its model is not on this machine */
  begin(run: NewReanalysisRun): Promise<ReanalysisRun>;
  /** Newest first. */
  list(): readonly ReanalysisRun[];
  one(id: number): ReanalysisRun | null;
  /** Null when there is no such run; one that has ended stays as it is. */
  order(id: number, order: RunOrder): ReanalysisRun | null;
  /** The newest event first; null when there is no such run. */
  changes(id: number, page: { readonly limit: number; readonly offset: number }): readonly ChangedEvent[] | null;
  /** Forgets it and its differences; one that has not ended is cancelled. False when there is none. */
  remove(id: number): boolean;
}
