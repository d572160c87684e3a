import { Type } from 'typebox';
import type { ToldClip } from '../ports/history.ts';

const MOST_SECONDS = 1e9;
const MOST_FRAMES = 1e11;
const LONGEST_RESOLUTION = 40;

const note = 'What Concierge measures itself counts for more.';

/** The fields of a recording that a caller may know before Concierge does. */
export const TOLD_FIELDS = {
  duration: Type.Optional(
    Type.Union([Type.Number({ minimum: 0, maximum: MOST_SECONDS }), Type.Null()], { description: `Seconds. ${note}` }),
  ),
  nbr_frames: Type.Optional(
    Type.Union([Type.Integer({ minimum: 0, maximum: MOST_FRAMES }), Type.Null()], { description: note }),
  ),
  resolution: Type.Optional(
    Type.Union([Type.String({ maxLength: LONGEST_RESOLUTION }), Type.Null()], {
      examples: ['1920x1080'],
      description: note,
    }),
  ),
  video_processed_by_analytics: Type.Optional(
    Type.Boolean({ description: 'True once Concierge has analysed it, too.' }),
  ),
};

export const NOTHING_TOLD: ToldClip = { durationMs: null, frameCount: null, resolution: null, analysed: false };

/** What is said of a clip, over what was said before; what cannot be said so counts as not known. */
export function readToldClip(said: Readonly<Record<string, unknown>>, before: ToldClip): ToldClip {
  const { duration, nbr_frames: frames, resolution, video_processed_by_analytics: analysed } = said;
  const seconds = within(duration, MOST_SECONDS);
  const frameCount = within(frames, MOST_FRAMES);
  return {
    durationMs: duration === undefined ? before.durationMs : seconds && seconds * 1000,
    frameCount: frames === undefined ? before.frameCount : frameCount && Math.round(frameCount),
    resolution: resolution === undefined ? before.resolution : shortText(resolution),
    analysed: typeof analysed === 'boolean' ? analysed : before.analysed,
  };
}

function within(value: unknown, most: number): number | null {
  return typeof value === 'number' && value >= 0 && value <= most ? value : null;
}

function shortText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_RESOLUTION ? value : null;
}
