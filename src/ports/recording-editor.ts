import type { MediaPath } from '../domain/media-path.ts';
import type { ToldClip } from './history.ts';

/** What callers may write of a recording. */
export interface RecordingFields {
  readonly cameraId: number;
  readonly startedAtMs: number;
  /** Unique. */
  readonly file: MediaPath;
  readonly snapshot: MediaPath | null;
  readonly told: ToldClip;
}

/** Rows of recordings, written by callers who announce or correct a clip. Files stay as they are. */
export interface RecordingEditor {
  /** The recording of this file, or null. */
  idOf(file: MediaPath): number | null;
  /** Answers its id. */
  create(fields: RecordingFields): number;
  /** All of them or none; answers their ids in the same order. */
  createAll(rows: readonly RecordingFields[]): readonly number[];
  replace(id: number, fields: RecordingFields): void;
  remove(id: number): void;
}
