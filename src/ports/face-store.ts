import type { BoundingBox } from '../domain/bounding-box.ts';
import type { FaceFault } from '../domain/face.ts';
import type { Embedding } from '../domain/face-distance.ts';
import type { Identity } from '../domain/identity.ts';
import type { MediaPath } from '../domain/media-path.ts';
import type { TrackPosition } from '../domain/track.ts';

/** A face as it is kept. It outlives its track: a stranger is remembered for longer than the event. */
export interface StoredFace {
  readonly id: number;
  /** Null when the event is gone. */
  readonly trackId: number | null;
  readonly eventId: string;
  readonly cameraId: number;
  readonly strangerId: number | null;
  readonly seenAtMs: number;
  readonly frameNumber: number;
  readonly box: BoundingBox;
  /** 0..1 */
  readonly quality: number;
  /** Why nobody is told by it; null: it is good enough. */
  readonly fault: FaceFault | null;
  readonly embedding: Embedding | null;
  readonly picture: MediaPath | null;
}

export type NewFace = Omit<StoredFace, 'id'>;

/** A track with the faces that its verdict is made from. */
export interface FacedTrack {
  readonly trackId: number;
  readonly assetId: number;
  readonly eventId: string;
  readonly identity: Identity | null;
  readonly positions: readonly TrackPosition[];
  readonly faces: readonly StoredFace[];
}

/** Somebody without a name, and how often it was seen. */
export interface StrangerRow {
  readonly id: number;
  readonly ignored: boolean;
  readonly openedAtMs: number;
  /** Of the faces that are still kept; null when none is. */
  readonly firstSeenMs: number | null;
  readonly lastSeenMs: number | null;
  /** Events, all and since the time that was asked for. */
  readonly sightings: number;
  readonly recentSightings: number;
  readonly cameraIds: readonly number[];
  /** The best face with a picture. */
  readonly bestFaceId: number | null;
}

/** What was computed of a known object's picture. */
export interface KnownFace {
  readonly knownObjectId: number;
  /** The picture that it was computed from. */
  readonly file: MediaPath;
  readonly embedding: Embedding | null;
  readonly quality: number | null;
  /** Why it has no embedding. */
  readonly problem: string | null;
  readonly computedAtMs: number;
}

export interface RejectedFace {
  /** Not this person; null: not a face at all. */
  readonly personId: number | null;
  readonly embedding: Embedding;
}

/** What the gallery writes down. All calls are synchronous, and take part in the transaction that is under way. */
export interface FaceStore {
  /** All of `work` or nothing of it. */
  inTransaction<Result>(work: () => Result): Result;

  addFaces(faces: readonly NewFace[]): readonly number[];
  face(id: number): StoredFace | null;
  /** Best first. */
  facesOf(owner: { readonly trackId: number } | { readonly strangerId: number }, limit: number): readonly StoredFace[];
  /** Nearest to the present first; those that are good enough to be compared. */
  newestFacesOf(strangerId: number, limit: number): readonly StoredFace[];
  /** Puts every face of these tracks to a stranger, or to none. */
  assign(trackIds: readonly number[], strangerId: number | null): void;
  assignFaces(ids: readonly number[], strangerId: number | null): void;
  removeFaces(ids: readonly number[]): void;
  /** Faces that nobody needs: their event is gone and they are no stranger's, or they are a stranger's from before. */
  expiredFaces(strangersSeenBeforeMs: number, limit: number): readonly StoredFace[];
  /** Every face that was judged to show this person. */
  facesOfPerson(personId: number, limit: number): readonly StoredFace[];

  openStranger(atMs: number): number;
  strangers(recentSinceMs: number): readonly StrangerRow[];
  /** All of them, or this one, without what they were seen as. */
  bareStrangers(id?: number): readonly Pick<StrangerRow, 'id' | 'ignored'>[];
  stranger(id: number, recentSinceMs: number): StrangerRow | null;
  ignoreStranger(id: number, ignored: boolean): void;
  /** All that `from` was seen as becomes `into`'s; `from` is gone. */
  mergeStrangers(from: number, into: number): void;
  /** Those that nothing is kept of, but for ignored ones; answers how many. */
  removeEmptyStrangers(): number;

  knownFaces(): readonly KnownFace[];
  putKnownFace(face: KnownFace): void;
  removeKnownFaces(knownObjectIds: readonly number[]): void;

  rejectedFaces(): readonly RejectedFace[];
  reject(face: RejectedFace, atMs: number): void;

  /** Ids of everybody whom some track was judged to show, or whom some face was said not to be. */
  judgedPeople(): readonly number[];
  /** No track shows these people any more, and nothing is rejected as them. */
  forgetPeople(personIds: readonly number[]): void;

  setIdentity(trackId: number, identity: Identity | null): void;
  /**
   * The tracks with faces that can be compared of so many assets, each asset's together: the newest asset below this id
   * first; null: from the newest on.
   */
  facedTracks(belowAssetId: number | null, assets: number): readonly FacedTrack[];
  /** How many there are. */
  facedTrackCount(): number;
}
