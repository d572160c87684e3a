import type { MediaMetadata, MediaType } from '../domain/media.ts';
import type { MediaPath } from '../domain/media-path.ts';
import type { RejectedTrack } from '../domain/rejected-track.ts';
import type { ViewLimits } from '../domain/shape-limits.ts';
import type { AnalysedTrack } from '../domain/track.ts';
import type { DetectorModel } from './detector-model.ts';

export interface AnalysisRequest extends ViewLimits {
  readonly file: MediaPath;
  readonly mediaType: MediaType;
  /** COCO names; null = all. */
  readonly shapes: readonly string[] | null;
  /** Clips: every n-th frame from the first on is analysed; >= 1. */
  readonly everyNthFrame: number;
  /** Write a crop of each track's best shot as `<fileBase>_snapshot<recordingId>_<shape><n>_frame<frame>.jpg`; null = none. */
  readonly snapshots: { readonly fileBase: MediaPath; readonly recordingId: string } | null;
  /** Also write the frame of the best track with all boxes drawn, at this path; null = none. */
  readonly annotatedFrame: MediaPath | null;
  /**
   * Look for the faces of each person; null = do not. Each track's best ones are written as
   * `<fileBase>_track<n>_face<m>_frame<frame>.jpg`, n and m from 1, or not written when it is null. Without face models
   * on this machine none are found.
   */
  readonly faces: { readonly fileBase: MediaPath | null } | null;
  /** Also say what objects look like. Without a model for it on this machine nothing is said. */
  readonly appearances?: boolean;
  /** In place of the analyser's own, for this once; missing: its own. */
  readonly detector?: DetectorModel;
  /** Also say what was followed and is not reported, and why. */
  readonly explain?: boolean;
}

export interface AnalysisResult {
  readonly metadata: MediaMetadata;
  /** In order of the best shot's frame, then confidence, highest first. */
  readonly tracks: readonly AnalysedTrack[];
  /** The most confident first; only when an explanation was asked for. */
  readonly rejected?: readonly RejectedTrack[];
  /** The path when one was asked for and anything was found. */
  readonly annotatedFrame: MediaPath | null;
  readonly framesAnalysed: number;
  readonly elapsedMs: number;
}

/**
 * Finds shapes in a picture or clip, in a process of its own.
 * Both reject with a ConciergeError: FILE_MISSING, PATH_OUTSIDE_ROOT, MEDIA_UNREADABLE, MEDIA_TOO_LARGE (no retry helps),
 * WORKER_CRASHED, WORKER_TIMED_OUT, MODEL_UNAVAILABLE.
 */
export interface ShapeAnalyser {
  analyse(request: AnalysisRequest, signal: AbortSignal): Promise<AnalysisResult>;
  metadata(file: MediaPath, signal: AbortSignal): Promise<MediaMetadata>;
}
