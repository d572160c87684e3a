import type { MediaPath } from '../../domain/media-path.ts';
import type { FramePlan } from '../../domain/plan-frames.ts';
import type { JobKind, QueueDepth } from '../analysis-queue.ts';

/** How closely a clip is looked at, and why no closer. */
export interface FrameRate {
  readonly everyNthFrame: number;
  readonly reason: FramePlan['reason'];
  /** When that was settled. */
  readonly clipsWaiting: number;
  readonly oldestWaitMs: number;
}

/** A file that is being analysed, waits, or was set aside. */
export interface QueueEntry {
  readonly assetId: number;
  readonly file: MediaPath;
  readonly cameraId: number;
  readonly kind: JobKind;
  /** When its analysis began; of one that waits, when it came. */
  readonly sinceMs: number;
  /** Analysed again, on request. */
  readonly background: boolean;
  /** Of a clip; null while it is not settled. As it would be now, of one that waits. */
  readonly frames: FrameRate | null;
}

export interface WaitingEntry extends QueueEntry {
  readonly jobId: number;
  readonly failedAttempts: number;
  /** Why the last attempt came to nothing; null: none has. */
  readonly reason: string | null;
}

export interface QueueReport {
  readonly depth: QueueDepth;
  /** Files that wait to be analysed again. */
  readonly background: number;
  readonly underWay: readonly QueueEntry[];
  /** The first of those that wait, in the order of their turns. */
  readonly waiting: readonly WaitingEntry[];
  /** The latest of those that were set aside. */
  readonly setAside: readonly WaitingEntry[];
}
