import type { Face } from '../domain/face.ts';
import type { Identity } from '../domain/identity.ts';

/** The track whose faces they are. */
export interface JudgedTrackPlace {
  readonly trackId: number;
  readonly eventId: string;
  readonly cameraId: number;
  /** When the track's asset was taken. */
  readonly takenAtMs: number;
  /** Strangers whom the very same frames show elsewhere: whoever this is, it is none of them. */
  readonly besideStrangers: readonly number[];
}

/** Keeps the faces of a track that was just kept, and says whom they show. Part of the transaction that keeps the track. */
export interface FaceJudge {
  /** Null when none of the faces is good enough to tell. */
  judge(place: JudgedTrackPlace, faces: readonly Face[]): Identity | null;
  /** As `judge`, and keeps nothing: a stranger has no number. */
  whoNow(faces: readonly Face[]): Identity | null;
}
