import type { JobKind } from './analysis-queue.ts';

/** A model that is in use. */
export interface ModelFacts {
  readonly task: 'shapes' | 'faces' | 'face-landmarks' | 'face-embedding' | 'appearance';
  /** As people read it: `YOLOX-nano 416x416`. */
  readonly name: string;
  /** SPDX identifier. */
  readonly licence: string;
  /** Pixels; null where the model takes pictures of many sizes. */
  readonly input: { readonly width: number; readonly height: number } | null;
  readonly sizeBytes: number;
  /** Who made it, and from where. */
  readonly origin: string;
  /** The folder that its file lies in. */
  readonly folder: string;
}

interface WorkerFacts {
  readonly name: string;
  /** Detectors that work side by side, each a thread with a session of its own. */
  readonly threads: number;
  /** ONNX Runtime's name of what it computes on. */
  readonly provider: string;
  /** Resident; null while it does not run, or where the system does not tell. */
  readonly memoryBytes: number | null;
}

interface AnalysisPace {
  readonly kind: JobKind;
  /** Of the files of the last day. */
  readonly medianMs: number;
  readonly files: number;
}

/** What analyses, and how fast. */
export interface EngineReport {
  readonly models: readonly ModelFacts[];
  /** Whether a profile or a camera wants faces recognised. */
  readonly facesWanted: boolean;
  readonly workers: readonly WorkerFacts[];
  /** Kinds of which nothing was analysed are left out. */
  readonly pace: readonly AnalysisPace[];
  /** Of the add-on's own process, resident. */
  readonly ownMemoryBytes: number;
}

export interface EngineWatch {
  report(): Promise<EngineReport>;
}
