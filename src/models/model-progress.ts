/** How far the fetching of a model is, for whoever waits. */
export interface ModelProgress {
  readonly modelName: string;
  /** In words: `downloading from example.org`, `converting`. */
  readonly doing: string;
  readonly doneBytes: number | null;
  readonly totalBytes: number | null;
}

export type ProgressListener = (progress: ModelProgress) => void;
