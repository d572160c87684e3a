import type { StoredTrack } from './history.ts';

/** What was found in one recording. */
export interface RecordingTracks {
  /** In order of the frame in which each was seen best. */
  ofRecording(recordingId: number): readonly StoredTrack[];
}
