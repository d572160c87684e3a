import type { EventShape } from '../../domain/event-shapes.ts';
import type { MediaPath } from '../../domain/media-path.ts';
import type { EventState } from './event-card.ts';

/** A clip as the recordings' browser shows it. */
export interface RecordingCard {
  readonly id: number;
  readonly cameraId: number;
  readonly startedAtMs: number;
  /** Null until somebody has measured it. */
  readonly durationMs: number | null;
  readonly file: MediaPath;
  readonly picture: MediaPath | null;
  /** Null for a clip that belongs to none. */
  readonly eventId: string | null;
  /** What raised its event, the most confident first. */
  readonly shapes: readonly EventShape[];
  readonly state: EventState;
  readonly keep: boolean;
}

/** The clips of a time, newest first. */
export interface RecordingDay {
  readonly recordings: readonly RecordingCard[];
  /** Whether there are more than are shown. */
  readonly cut: boolean;
  /** When the last one before this time began; null when there is none. */
  readonly earlierMs: number | null;
}
