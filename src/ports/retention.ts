import type { MediaPath } from '../domain/media-path.ts';
import type { RetentionUnit } from '../domain/retention.ts';

/** The unit after which the next ones are wanted. */
export type RetentionCursor = Pick<RetentionUnit, 'id' | 'startedAtMs'>;

/** All units, only the files whose camera is not known (null: the same), or those of a camera. */
export type UnitChoice = 'all' | 'unassigned' | { readonly cameraId: number | null };

export interface MarkedAsset {
  readonly id: number;
  /** The picture or clip itself, its snapshots and its annotated frame. */
  readonly files: readonly MediaPath[];
}

/**
 * What history does for the cleanup. All calls are synchronous and atomic. An asset is marked, then its files go, then
 * its rows: after a kill in between, whatever is marked can be finished; and as long as a file is there its row is, so
 * that nobody takes it for a new upload.
 */
export interface RetentionStore {
  /** In order of `startedAtMs`, then `id`; without those that are marked. Events without files are units, too. */
  oldestUnits(of: UnitChoice, after: RetentionCursor | null, limit: number): readonly RetentionUnit[];
  /** How much each camera holds in uploads; null: of no camera. */
  heldBytes(): readonly { readonly cameraId: number | null; readonly heldBytes: number }[];
  /** Marks the assets of these units; answers the ids of the units that may go: one that waits or is kept by now is left out. */
  mark(units: readonly RetentionUnit[]): ReadonlySet<string>;
  /** Marked assets, in order of their ids. */
  marked(limit: number): readonly MarkedAsset[];
  /** Their files could not be removed: their rows stay. */
  unmark(assetIds: readonly number[]): void;
  /**
   * Deletes the marked ones of these assets with their tracks, jobs and recordings, and, of `units` and of the assets'
   * events, those that are left without an asset. One that was taken over by a camera meanwhile stays.
   */
  removeRows(assetIds: readonly number[], units: readonly RetentionUnit[]): void;
}

/** Pictures that an analysis made, and a later one of the same file has replaced. */
export interface DiscardedPictures {
  /** Those replaced by then, in order of their names, after `afterFile`. */
  before(ms: number, afterFile: MediaPath, limit: number): readonly MediaPath[];
  forget(files: readonly MediaPath[]): void;
}

/** What keeps the database's file small and its queries quick. */
export interface DatabaseUpkeep {
  /** Lets SQLite look at its statistics and writes the log back into the file. */
  tidy(): void;
  /** Gives at most this many free pages back to the disk; answers how many are left. */
  giveBackPages(limit: number): number;
  sizeBytes(): number;
}

/** How ROOT_DIR is known again, and what should be in it. */
export interface MediaMarks {
  /** What was written into the folder in which recordings are kept; null: nothing yet. */
  mark(): string | null;
  /** Notes that the folder with this mark is there now. */
  note(mark: string): void;
  /** At most so many files, spread over all that came while the folder was there. */
  someFiles(limit: number): readonly MediaPath[];
}
