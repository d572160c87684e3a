import type { BoundingBox } from '../domain/bounding-box.ts';
import type { FaceFault } from '../domain/face.ts';
import type { GalleryFile } from '../domain/gallery-file.ts';
import type { GalleryReport } from '../domain/gallery-report.ts';
import type { Identity } from '../domain/identity.ts';
import type { MediaPath } from '../domain/media-path.ts';
import type { StoredFace, StrangerRow } from './face-store.ts';

/** A picture by which somebody is known: a known object of the shape `person`. */
export interface PersonPicture {
  /** Of the known object. */
  readonly id: number;
  readonly file: MediaPath;
  /** It can be compared. */
  readonly hasEmbedding: boolean;
  /** 0..1 */
  readonly quality: number | null;
  /** Why it cannot be compared. */
  readonly problem: string | null;
  /** What is odd about it, in words. */
  readonly doubts: readonly string[];
}

export interface KnownPerson {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  readonly ignored: boolean;
  readonly pictures: readonly PersonPicture[];
}

/** One of the faces of an uploaded picture. */
export interface FoundFace {
  /** Its number, from 1, by which it is chosen. */
  readonly face: number;
  /** In pixels of the picture as shown. */
  readonly box: BoundingBox;
  readonly quality: number;
  readonly fault: FaceFault | null;
  /** Whom it looks like by now; null when it cannot be compared. */
  readonly identity: Identity | null;
}

/** `refused` and `which face` changed nothing. */
export type EnrolOutcome =
  | { readonly kind: 'enrolled'; readonly personId: number; readonly picture: PersonPicture }
  | { readonly kind: 'which face'; readonly faces: readonly FoundFace[] }
  | Refusal;

interface Refusal {
  readonly kind: 'refused';
  readonly field: string;
  readonly why: string;
}

/** `gone`: there is no such thing any more. */
export type Done<Value = object> = ({ readonly kind: 'done' } & Value) | { readonly kind: 'gone' } | Refusal;

/** What became of a folder of pictures. */
export interface FolderOutcome {
  readonly enrolled: readonly { readonly name: string; readonly file: MediaPath; readonly doubts: readonly string[] }[];
  readonly left: readonly { readonly file: MediaPath; readonly why: string }[];
}

export interface People {
  list(): readonly KnownPerson[];
  one(id: number): KnownPerson | null;
  add(name: string, ignored: boolean): Promise<Done<{ readonly id: number }>>;
  change(id: number, changes: { readonly name?: string; readonly ignored?: boolean }): Promise<Done>;
  /** With pictures, embeddings and every face that was judged to be this person's. */
  remove(id: number): Promise<Done>;
  removePicture(id: number, pictureId: number): Promise<Done>;
}

export interface Enrolment {
  /** @param face its number where the picture shows several */
  fromPicture(personId: number, image: Uint8Array, face: number | null, signal: AbortSignal): Promise<EnrolOutcome>;
  /** A face that was seen. */
  fromFace(personId: number, faceId: number): Promise<EnrolOutcome>;
  /** Every picture of a folder under ROOT_DIR: of one person, or of those whom its subfolders are named after. */
  fromFolder(folder: MediaPath, name: string | null, signal: AbortSignal): Promise<FolderOutcome>;
}

export interface Strangers {
  list(): readonly StrangerRow[];
  /** With its faces, best first. */
  one(id: number): { readonly stranger: StrangerRow; readonly faces: readonly StoredFace[] } | null;
  /** Becomes a person of this name, a new one or one that is known already, by its best faces. */
  name(id: number, name: string): Promise<Done<{ readonly personId: number }>>;
  merge(id: number, into: number): Done;
  /** These faces, and what else was seen in their tracks, become another stranger's. */
  split(id: number, faceIds: readonly number[]): Done<{ readonly id: number }>;
  ignore(id: number, ignored: boolean): Done;
}

export interface SeenFaces {
  one(id: number): StoredFace | null;
  /** Best first. */
  ofTrack(trackId: number): readonly StoredFace[];
  /** It is no face (`personId` null), or not this person's, who is then no longer known by it either. */
  reject(faceId: number, personId: number | null): Promise<Done>;
}

export interface ImportOutcome {
  readonly people: number;
  readonly pictures: number;
  /** Who was left out, and why, in words. */
  readonly left: readonly string[];
}

export interface Archive {
  export(): Promise<GalleryFile>;
  import(file: GalleryFile): Promise<ImportOutcome>;
}

/** How far past events have been judged by the gallery as it is now. */
export interface ReidentificationProgress {
  readonly isRunning: boolean;
  /** Tracks. */
  readonly done: number;
  readonly total: number;
  readonly changed: number;
  readonly finishedAtMs: number | null;
}

export interface Gallery {
  readonly people: People;
  readonly enrolment: Enrolment;
  readonly strangers: Strangers;
  readonly faces: SeenFaces;
  readonly archive: Archive;
  report(): GalleryReport;
  reidentification(): ReidentificationProgress;
  /** Judges all past events again. */
  reidentify(): void;
  /** The known objects of which an embedding exists. */
  knownObjectIds(): ReadonlySet<number>;
  /** Computes the embedding of a known object's picture anew. */
  recompute(knownObjectId: number): Promise<Done>;
}
