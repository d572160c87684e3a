import type { BoundingBox } from '../domain/bounding-box.ts';
import type { FrameDetections } from '../domain/detection.ts';
import type { RejectedTrack } from '../domain/rejected-track.ts';
import type { ViewLimits } from '../domain/shape-limits.ts';
import type { Track, TrackPosition } from '../domain/track.ts';

/** What the tracker may ask of the picture that a frame's detections came from. `Shot` is whatever the caller keeps of it. */
export interface FrameView<Shot> {
  /** How much detail the box holds, 0 or more; only compared between views of the same object. */
  sharpness(box: BoundingBox): number;
  /** Keeps this part of the picture; called only for a view that is the best of its object so far. */
  take(box: BoundingBox): Shot;
}

/** No object is reported of which not one view is within its shape's limits. */
export interface TrackerSettings extends ViewLimits {
  /** Of the source frame, in pixels. */
  readonly frameWidth: number;
  readonly frameHeight: number;
  /** COCO names; null = all. */
  readonly shapes: readonly string[] | null;
  /** Also follow what is not asked for, to say what was left out. */
  readonly explain?: boolean;
}

/** A view of an object in one frame. */
export interface ObjectSighting {
  /** Which object it was taken for then; TrackedObject.objects tells what became of it. */
  readonly object: number;
  readonly shape: string;
  readonly box: BoundingBox;
  /** 0..1 */
  readonly confidence: number;
}

export interface FrameRating {
  /** How good the frame is as the one picture of the clip; compared between frames only. */
  readonly score: number;
  readonly sightings: readonly ObjectSighting[];
}

export interface TrackedObject<Shot> {
  /** Its positions are those within its shape's limits. */
  readonly track: Track;
  /** Every frame that it was followed through, the doubtful ones included. */
  readonly followed: readonly TrackPosition[];
  /** As what its sightings were reported: several when it was lost on the way and found to be the same. */
  readonly objects: readonly number[];
  /** What was taken of the best shot; null when frames came without a view. */
  readonly shot: Shot | null;
}

/** Follows objects through the sampled frames of one clip. Feed it in order of frames, then finish once. */
export interface ShapeTracker<Shot> {
  /** The least confidence that helps to follow an object; what the detector should be asked for. */
  readonly detectionFloor: number;
  add(frame: FrameDetections, view: FrameView<Shot> | null): FrameRating;
  /** In order of the best shot's frame, then confidence, highest first. */
  finish(): TrackedObject<Shot>[];
  /** Once finished: what was followed and is not reported, the most confident first. */
  readonly rejected: readonly RejectedTrack[];
}
