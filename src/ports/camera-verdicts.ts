import type { CameraVerdict } from '../domain/camera-verdict.ts';
import type { StatisticSpan } from './statistics.ts';

/** Where what cameras say by themselves is written down. */
export interface CameraVerdictLog {
  /** Saying it again changes nothing. */
  note(eventId: string, verdict: CameraVerdict, atMs: number): void;
}

/** What the camera itself said of one event. */
export interface EventVerdicts {
  /** In the order in which it said them. */
  ofEvent(eventId: string): readonly CameraVerdict[];
}

/** In events, of cameras that said anything in the time: what was said and found of one kind. */
export interface VerdictComparison {
  readonly cameraId: number;
  readonly verdict: CameraVerdict;
  readonly both: number;
  readonly cameraOnly: number;
  readonly oursOnly: number;
}

/** The camera's own verdict against ours. */
export interface VerdictStatistics {
  /** Events by their start; those that were analysed. By camera, then verdict. */
  compare(span: StatisticSpan): readonly VerdictComparison[];
}
