import type { GalleryReport } from '../../domain/gallery-report.ts';
import type { MediaPath } from '../../domain/media-path.ts';
import type { StrangerRow } from '../face-store.ts';
import type { KnownPerson, ReidentificationProgress } from '../gallery.ts';

/** A face of an event or of a stranger, as it is shown and spoken of. */
export interface FaceGlance {
  readonly id: number;
  /** Null when the event is gone. */
  readonly trackId: number | null;
  readonly eventId: string;
  readonly picture: MediaPath;
}

/** A face, and when it was seen. */
export interface SeenFace extends FaceGlance {
  readonly seenAtMs: number;
}

/** All faces of one stranger that can be shown, the latest first. */
export interface StrangerFaces {
  readonly faces: readonly SeenFace[];
}

export interface StrangerGlance extends StrangerRow {
  /** The best of its faces, with pictures. */
  readonly faces: readonly FaceGlance[];
}

/** Everybody who was seen or is known, and whether they are told apart. */
export interface PeopleGlance {
  readonly people: readonly KnownPerson[];
  /** Who was seen last first. */
  readonly strangers: readonly StrangerGlance[];
  readonly report: GalleryReport;
  /** Past events are being judged by the gallery as it is now, or were. */
  readonly judging: ReidentificationProgress;
}
