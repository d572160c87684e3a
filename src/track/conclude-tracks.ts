import type { BoundingBox } from '../domain/bounding-box.ts';
import type { RejectedTrack, Rejection } from '../domain/rejected-track.ts';
import type { Track, TrackPosition } from '../domain/track.ts';
import type { TrackedObject, TrackerSettings } from '../ports/shape-tracker.ts';
import { joinTracks } from './join-tracks.ts';
import type { BestView, OpenTrack, Sighting } from './open-track.ts';
import { type ClipSpan, isStationary } from './stationary.ts';
import type { ViewJudge } from './view-judge.ts';

/** From so many samples on, at this interval or closer, an object is expected in more than one of them. */
const GHOST_MIN_SAMPLES = 5;
const GHOST_MAX_INTERVAL_MS = 1000;
/** How far from the minimum towards certainty the one view of an object must reach. */
const GHOST_CONFIDENCE_SHARE = 0.4;

export interface Conclusion<Shot> {
  /** In order of the best shot's frame, then confidence, highest first. */
  readonly objects: TrackedObject<Shot>[];
  /** The most confident first. */
  readonly rejected: RejectedTrack[];
}

/** What the tracks were, when the clip has ended. */
export function concludeTracks<Shot>(
  tracks: readonly OpenTrack<Shot>[],
  clip: ClipSpan,
  settings: TrackerSettings,
  judge: ViewJudge,
): Conclusion<Shot> {
  const frame = { width: settings.frameWidth, height: settings.frameHeight };
  const isWanted = (shape: string) => settings.shapes?.includes(shape) ?? true;
  const objects: TrackedObject<Shot>[] = [];
  const rejected: RejectedTrack[] = [];
  for (const track of joinTracks(tracks, frame)) {
    const elected = electShape(track);
    const shape = elected?.shape ?? mostVoted(track);
    const rejection = rejectionOf(track, elected !== null, clip, judge) ?? (isWanted(shape) ? null : 'not_wanted');
    if (elected && rejection === null) objects.push(conclude(track, elected, clip, judge));
    // Of what nobody asked for, only what would have been reported is worth a word.
    else if (rejection && (isWanted(shape) || rejection === 'not_wanted'))
      rejected.push(reject(track, shape, clip, rejection));
  }
  objects.sort(
    (a, b) => a.track.bestShot.frameNumber - b.track.bestShot.frameNumber || b.track.confidence - a.track.confidence,
  );
  return { objects, rejected: rejected.sort((a, b) => b.confidence - a.confidence) };
}

/** Why it is not reported even where its shape is asked for. @param counts whether any view of it lacks nothing */
function rejectionOf<Shot>(
  track: OpenTrack<Shot>,
  counts: boolean,
  clip: ClipSpan,
  judge: ViewJudge,
): Rejection | null {
  const sure = track.sightings.filter(judge.isSure);
  if (sure.length === 0) return 'confidence';
  if (!isBelievable(track, clip, judge)) return 'single_view';
  if (counts) return null;
  return sure.some((sighting) => judge.shortcomingOf(sighting) === 'too_large') ? 'too_large' : 'too_small';
}

/** A single view among many samples is a false alarm unless the detector was clearly sure. */
function isBelievable<Shot>(track: OpenTrack<Shot>, { sampleTimesMs }: ClipSpan, judge: ViewJudge): boolean {
  const samples = sampleTimesMs.length;
  const spanMs = (sampleTimesMs.at(-1) ?? 0) - (sampleTimesMs[0] ?? 0);
  const dense = samples >= GHOST_MIN_SAMPLES && spanMs / (samples - 1) <= GHOST_MAX_INTERVAL_MS;
  if (!dense || track.sightings.length > 1) return true;
  return judge.isClearlySure(track.first, GHOST_CONFIDENCE_SHARE);
}

interface Elected<Shot> {
  readonly shape: string;
  readonly view: BestView<Shot>;
}

function conclude<Shot>(
  track: OpenTrack<Shot>,
  { shape, view }: Elected<Shot>,
  clip: ClipSpan,
  judge: ViewJudge,
): TrackedObject<Shot> {
  const bestShot = positionOf(view.sighting);
  const followed = track.sightings.map(positionOf);
  const result: Track = {
    shape,
    confidence: bestShot.confidence,
    stationary: isStationary(followed, clip),
    bestShot,
    // Detectors mix up the classes of one object: what counts is what the object is.
    positions: track.sightings
      .filter((sighting) => judge.shortcomingOf({ ...sighting, shape }) === null)
      .map(positionOf),
  };
  return { track: result, followed, objects: track.numbers, shot: view.shot };
}

function reject<Shot>(track: OpenTrack<Shot>, shape: string, clip: ClipSpan, rejection: Rejection): RejectedTrack {
  const positions = track.sightings.map(positionOf);
  const bestShot = positions.reduce((best, position) => (position.confidence > best.confidence ? position : best));
  const stationary = isStationary(positions, clip);
  return { shape, confidence: bestShot.confidence, stationary, bestShot, positions, rejection };
}

/** The class with the most confidence in sum, among those with a view that may be reported. */
function electShape<Shot>(track: OpenTrack<Shot>): Elected<Shot> | null {
  const votes = votesOf(track);
  const candidates = [...track.best].sort(([a], [b]) => (votes.get(b) ?? 0) - (votes.get(a) ?? 0));
  const [elected] = candidates;
  return elected ? { shape: elected[0], view: elected[1] } : null;
}

function mostVoted<Shot>(track: OpenTrack<Shot>): string {
  const [most] = [...votesOf(track)].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? track.first.shape;
}

function votesOf<Shot>(track: OpenTrack<Shot>): ReadonlyMap<string, number> {
  const votes = new Map<string, number>();
  for (const { shape, confidence } of track.sightings) votes.set(shape, (votes.get(shape) ?? 0) + confidence);
  return votes;
}

function positionOf({ frameNumber, timeMs, box, confidence }: Sighting): TrackPosition {
  return { frameNumber, timeMs, box: wholePixels(box), confidence };
}

function wholePixels(box: BoundingBox): BoundingBox {
  return {
    startX: Math.round(box.startX),
    startY: Math.round(box.startY),
    endX: Math.round(box.endX),
    endY: Math.round(box.endY),
  };
}
