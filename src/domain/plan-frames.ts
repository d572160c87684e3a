/** What is known of a clip before it is decoded; a fragmented MP4 often tells nothing (null or 0). */
export interface ClipLength {
  readonly frameCount: number | null;
  readonly fps: number | null;
  readonly durationMs?: number | null;
}

/** The profile's bounds of the interval: every n-th frame, 1 = every frame. */
export interface FrameBounds {
  readonly minSkip: number;
  readonly maxSkip: number;
}

/** @param profile undefined: a camera whose profile is gone */
export function frameBounds(
  profile: { readonly min_nbr_video_frames_skipped: number; readonly max_nbr_video_frames_skipped: number } | undefined,
): FrameBounds {
  return {
    minSkip: profile?.min_nbr_video_frames_skipped ?? 5,
    maxSkip: profile?.max_nbr_video_frames_skipped ?? 60,
  };
}

export interface FramePlan {
  /** The first frame and then every n-th; minSkip..maxSkip. */
  readonly everyNthFrame: number;
  /** Frames that will be analysed and left out; null when the clip's length is not known. */
  readonly plannedFrames: number | null;
  readonly skippedFrames: number | null;
  /** What settled the interval: nothing waits; many clips wait; one waits for long; the clip is too short to skip as much. */
  readonly reason: 'idle' | 'queue' | 'age' | 'short clip';
}

/** More waiting clips than this shed load (5 in the original) ... */
export const DEPTH_THRESHOLD = 5;
/** ... and from this many on the interval is the profile's maximum. */
export const DEPTH_FULL = 25;
/** So does a clip that has waited for longer than this ... */
export const AGE_THRESHOLD_MS = 60_000;
/** ... and after this long the interval is the profile's maximum. */
export const AGE_FULL_MS = 600_000;
/** A track needs to be seen a few times to tell a passer-by from a mistake. */
export const MIN_SAMPLES = 3;

/**
 * How many frames of a clip to analyse, by how much waits. Never outside the profile's bounds; more clips waiting, or a
 * longer wait, never make the interval smaller. Between the bounds it grows geometrically, so that each further waiting
 * clip sheds the same share of the work.
 * @param depth clips that wait, this one not counted
 * @param oldestWaitMs how long the oldest job has waited
 */
export function planFrames(clip: ClipLength, depth: number, oldestWaitMs: number, profile: FrameBounds): FramePlan {
  const min = Math.max(1, Math.round(profile.minSkip));
  const max = Math.max(min, Math.round(profile.maxSkip));
  const byDepth = share(depth, DEPTH_THRESHOLD, DEPTH_FULL);
  const byAge = share(oldestWaitMs, AGE_THRESHOLD_MS, AGE_FULL_MS);
  const wanted = Math.min(max, Math.round(min * (max / min) ** Math.max(byDepth, byAge)));

  const frames = frameCountOf(clip);
  // ceil(frames / n) >= MIN_SAMPLES exactly when n <= (frames - 1) / (MIN_SAMPLES - 1).
  const coarsest = frames === null ? max : Math.max(min, Math.floor((frames - 1) / (MIN_SAMPLES - 1)));
  const everyNthFrame = Math.min(wanted, coarsest);

  const plannedFrames = frames === null ? null : Math.ceil(frames / everyNthFrame);
  return {
    everyNthFrame,
    plannedFrames,
    skippedFrames: frames === null || plannedFrames === null ? null : frames - plannedFrames,
    reason: everyNthFrame < wanted ? 'short clip' : wanted === min ? 'idle' : byAge > byDepth ? 'age' : 'queue',
  };
}

/** Where `value` lies between two marks, 0..1. */
function share(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}

function frameCountOf(clip: ClipLength): number | null {
  if (clip.frameCount) return clip.frameCount;
  if (clip.fps && clip.durationMs) return Math.max(1, Math.round((clip.fps * clip.durationMs) / 1000));
  return null;
}
