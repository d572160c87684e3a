import type { Appearance } from '../domain/appearance.ts';
import type { ObjectVerdict } from '../domain/object-verdict.ts';

/** What was computed of a known object's picture. */
export interface KnownAppearance {
  readonly knownObjectId: number;
  /** The row's file_path_image as it was then. */
  readonly file: string;
  readonly shape: string;
  readonly appearance: Appearance | null;
  /** Why there is none, in words. */
  readonly problem: string | null;
  readonly computedAtMs: number;
}

/** A track with what it looks like and what it was taken for. */
export interface JudgedObject {
  readonly trackId: number;
  readonly eventId: string;
  readonly shape: string;
  readonly appearance: Appearance;
  readonly verdict: ObjectVerdict | null;
}

/** What the machine knows of known objects. All calls are synchronous and atomic. */
export interface ObjectStore {
  inTransaction<Result>(work: () => Result): Result;
  known(): readonly KnownAppearance[];
  putKnown(known: KnownAppearance): void;
  removeKnown(knownObjectIds: readonly number[]): void;
  /** Of a track whose snapshot this is, null when there is none. */
  appearanceOfSnapshot(snapshot: string): Appearance | null;
  /** A track's shape, snapshot and appearance; null when there is no such track. */
  track(
    id: number,
  ): { readonly shape: string; readonly snapshot: string | null; readonly appearance: Appearance | null } | null;
  /** Those below this id, newest first; null = from the newest on. */
  compared(belowTrackId: number | null, limit: number): readonly JudgedObject[];
  setVerdict(trackId: number, verdict: ObjectVerdict | null): void;
}

/** Says which known object a track shows. Part of the transaction that keeps the track. */
export interface ObjectJudge {
  judge(shape: string, appearance: Appearance): ObjectVerdict;
}
