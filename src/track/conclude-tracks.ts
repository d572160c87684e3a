import type { BoundingBox } from '../domain/bounding-box.ts';
import type { Track, TrackPosition } from '../domain/track.ts';
import type { TrackedObject, TrackerSettings } from '../ports/shape-tracker.ts';
import { joinTracks } from './join-tracks.ts';
import type { BestView, OpenTrack, Sighting } from './open-track.ts';
import { type ClipSpan, isStationary } from './stationary.ts';

/** From so many samples on, at this interval or closer, an object is expected in more than one of them. */
const GHOST_MIN_SAMPLES = 5;
const GHOST_MAX_INTERVAL_MS = 1000;
/** How far from the minimum towards certainty the one view of an object must reach. */
const GHOST_CONFIDENCE_SHARE = 0.4;

/** What the tracks were, when the clip has ended. */
export function concludeTracks<Shot>(
  tracks: readonly OpenTrack<Shot>[],
  clip: ClipSpan,
  settings: TrackerSettings,
): TrackedObject<Shot>[] {
  const frame = { width: settings.frameWidth, height: settings.frameHeight };
  return joinTracks(tracks, frame)
    .filter((track) => isBelievable(track, clip, settings.minConfidence))
    .flatMap((track) => conclude(track, clip, settings.minConfidence))
    .filter(({ track }) => settings.shapes?.includes(track.shape) ?? true)
    .sort(
      (a, b) => a.track.bestShot.frameNumber - b.track.bestShot.frameNumber || b.track.confidence - a.track.confidence,
    );
}

/** A single view among many samples is a false alarm unless the detector was clearly sure. */
function isBelievable<Shot>(track: OpenTrack<Shot>, { sampleTimesMs }: ClipSpan, minConfidence: number): boolean {
  const samples = sampleTimesMs.length;
  const spanMs = (sampleTimesMs.at(-1) ?? 0) - (sampleTimesMs[0] ?? 0);
  const dense = samples >= GHOST_MIN_SAMPLES && spanMs / (samples - 1) <= GHOST_MAX_INTERVAL_MS;
  if (!dense || track.sightings.length > 1) return true;
  return track.reaches(minConfidence + GHOST_CONFIDENCE_SHARE * (1 - minConfidence));
}

function conclude<Shot>(track: OpenTrack<Shot>, clip: ClipSpan, minConfidence: number): TrackedObject<Shot>[] {
  const elected = electShape(track);
  if (!elected) return [];
  const { shape, view } = elected;
  const bestShot = positionOf(view.sighting);
  const followed = track.sightings.map(positionOf);
  const result: Track = {
    shape,
    confidence: bestShot.confidence,
    stationary: isStationary(followed, clip),
    bestShot,
    positions: followed.filter(({ confidence }) => confidence >= minConfidence),
  };
  return [{ track: result, followed, objects: track.numbers, shot: view.shot }];
}

/** The class with the most confidence in sum, among those with a view that may be reported. */
function electShape<Shot>(track: OpenTrack<Shot>): { shape: string; view: BestView<Shot> } | null {
  const votes = new Map<string, number>();
  for (const { shape, confidence } of track.sightings) votes.set(shape, (votes.get(shape) ?? 0) + confidence);
  const candidates = [...track.best].sort(([a], [b]) => (votes.get(b) ?? 0) - (votes.get(a) ?? 0));
  const [elected] = candidates;
  return elected ? { shape: elected[0], view: elected[1] } : null;
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
