import type { MediaPath } from '../domain/media-path.ts';

/** Whose an uploaded file is, by the word of a listener. */
export interface RecognisedFile {
  readonly cameraName: string;
  /** Null: as its name says. */
  readonly takenAtMs: number | null;
  /** Id or name; null: the camera's own. */
  readonly profile: string | null;
  /** The listener's recording row; null: it made none. */
  readonly recordingId: number | null;
}

/** Listeners of callback_type `ftp`, told of every upload. */
export interface FileRecogniser {
  /** Asks them whose file this is; the first that knows decides. Null when none does in time. */
  recognise(file: MediaPath): Promise<RecognisedFile | null>;
  /** Tells them of a file whose camera is known already. */
  tell(file: MediaPath): void;
}
