import type { CameraVerdict } from '../../domain/camera-verdict.ts';
import type { Asset, EventChange, StoredTrack } from '../history.ts';
import type { EventCard } from './event-card.ts';
import type { FaceGlance } from './people-glance.ts';

type ShownAsset = Pick<
  Asset,
  'id' | 'mediaType' | 'file' | 'takenAtMs' | 'sizeBytes' | 'state' | 'reason' | 'analysis' | 'annotatedFrame'
>;

/** A picture or clip of an event. */
export interface EventAsset extends ShownAsset {
  /** The size that boxes are in; null when nobody has measured it. */
  readonly frame: { readonly width: number; readonly height: number } | null;
}

/** All that is known of an event. */
export interface EventPage {
  readonly card: EventCard;
  readonly keep: boolean;
  readonly assets: readonly EventAsset[];
  readonly tracks: readonly StoredTrack[];
  readonly changes: readonly EventChange[];
  /** What the camera itself says that it saw; empty: nothing. */
  readonly cameraSays: readonly CameraVerdict[];
  /** The best of each track that has a good one. */
  readonly faces: readonly FaceGlance[];
}

/** Where the panel plays a clip from. */
export interface ClipSource {
  /** Below `api/`. */
  readonly path: string;
  readonly kind: 'as it is' | 'remuxed' | 'transcoded';
}

/** How far a clip is that is made playable. */
export interface ClipProgress {
  /** 0..1; null: nothing is made of it. */
  readonly share: number | null;
}
