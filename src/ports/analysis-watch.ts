import type { JobKind } from './analysis-queue.ts';

/** What is being analysed. */
export interface AnalysisUnderWay {
  readonly kind: JobKind;
  readonly assetId: number;
  readonly startedAtMs: number;
  readonly background: boolean;
  /** The first frame and then every n-th; null until that is settled. */
  readonly everyNthFrame: number | null;
  /** How many clips waited when that was settled, and how long the oldest file had. */
  readonly clipsWaiting: number;
  readonly oldestWaitMs: number;
}

export interface AnalysisWatch {
  /** Null: nothing of its kind. */
  underWay(): AnalysisUnderWay | null;
}
