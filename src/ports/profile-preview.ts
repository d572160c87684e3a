import type { Rejection } from '../domain/rejected-track.ts';
import type { ShapeLimit } from '../domain/shape-limits.ts';
import type { FrameSize, Suppression } from '../domain/suppression.ts';
import type { Track } from '../domain/track.ts';
import type { ZoneName } from '../domain/zone.ts';
import type { ReadonlyConfig } from './config-store.ts';

/** What was followed in a picture or clip, and what would become of it. */
export interface PreviewTrack extends Track {
  /** Counts from 1. */
  readonly id: number;
  /** Why it would raise nothing; null: it would. */
  readonly omitted: Rejection | Suppression | null;
  /** What its shape needs there. */
  readonly limit: ShapeLimit;
  readonly zones: readonly ZoneName[];
}

export interface PreviewAnswer {
  /** In whose pixels the boxes are. */
  readonly frame: FrameSize;
  /** What would raise something first, then the most confident first. */
  readonly tracks: readonly PreviewTrack[];
  readonly everyNthFrame: number;
  readonly framesAnalysed: number;
  readonly elapsedMs: number;
}

export type PreviewOutcome =
  | ({ readonly kind: 'seen' } & PreviewAnswer)
  /** There is no such picture or clip, or its camera is not known. */
  | { readonly kind: 'no asset' }
  /** Others are being tried out. */
  | { readonly kind: 'busy' };

/** A configuration that is not kept, and the profile in it with which the asset's camera is to be looked at. */
export interface PreviewPlan {
  readonly config: ReadonlyConfig;
  /** Null: as the camera is analysed now. */
  readonly profileId: number | null;
}

/** Tries a profile out: nothing is kept, and nobody is told. */
export interface ProfilePreview {
  /** Rejects as ShapeAnalyser does, and when the signal ends: the worker then leaves the job. */
  run(assetId: number, plan: PreviewPlan, signal: AbortSignal): Promise<PreviewOutcome>;
}
