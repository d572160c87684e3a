import type { MediaPath } from '../domain/media-path.ts';

export interface PlayableClip {
  /** `as it is`: the clip itself; else what was made of it. */
  readonly kind: 'as it is' | 'remuxed' | 'transcoded';
  /** Absolute path of an MP4 that can be played from its beginning while it is loaded. */
  readonly path: string;
}

/** Clips as browsers play them, whatever the camera's container and codec. */
export interface PlayableClips {
  /**
   * What was made of a clip is kept for a while.
   * @param codecs what the browser at hand plays, by ffmpeg's names: `h264`, `hevc`
   * @param signal ends the wait; what is being made goes on, for whoever asks again
   * @throws ConciergeError FILE_MISSING, PATH_OUTSIDE_ROOT, MEDIA_UNREADABLE, MEDIA_TOO_LARGE, TOOL_MISSING
   */
  prepare(file: MediaPath, codecs: ReadonlySet<string>, signal: AbortSignal): Promise<PlayableClip>;
  /** How much of it is made, 0..1, while it is or waits for it; null: it is not. */
  progress(file: MediaPath): number | null;
  /** A clip that was made earlier, by the name of its file; null when it is gone. */
  made(name: string): Promise<string | null>;
}
