import type { Detection, FrameDetections } from '../domain/detection.ts';
import type { RejectedTrack } from '../domain/rejected-track.ts';
import { shapeFamily } from '../domain/shape-family.ts';
import type {
  FrameRating,
  FrameView,
  ObjectSighting,
  ShapeTracker,
  TrackedObject,
  TrackerSettings,
} from '../ports/shape-tracker.ts';
import { assign } from './assignment.ts';
import { sharpnessFactor, viewScore } from './best-shot.ts';
import { concludeTracks } from './conclude-tracks.ts';
import { type FrameSize, isOutside, mismatch, touchesEdge } from './motion.ts';
import { OpenTrack, type Sighting } from './open-track.ts';
import { pruneDetections } from './prune-detections.ts';
import { staysPut } from './stationary.ts';
import { ViewJudge } from './view-judge.ts';

/** Detections down to this share of the minimum confidence help to follow an object (ByteTrack's second stage). */
const FLOOR_SHARE = 0.4;
/** An object may stay unseen for so long, or for two samples where they are farther apart. */
const LOST_MS = 2000;
/** In diagonals of the box: how far off its expected place an object may be, at once and for each second since. */
const REACH = 0.3;
const REACH_PER_S_KNOWN = 1.2;
const REACH_PER_S_NEW = 2.2;
const REACH_LIMIT = 2.5;
/** A doubtful detection must lie closer to the expected place. */
const DOUBTFUL_REACH_SHARE = 0.6;
/** A mismatch that is worse than beginning a track and leaving another without continuation. */
const ALONE_COST = 3;

/**
 * SORT with ByteTrack's stages, for few frames a second: constant velocity, distance in diagonals beside overlap, least
 * total cost. Memory: a shot a track and class, nothing of a frame else.
 */
export class Tracker<Shot> implements ShapeTracker<Shot> {
  readonly #settings: TrackerSettings;
  readonly #frame: FrameSize;
  readonly #judge: ViewJudge;
  /** Of the shapes to follow; null = all. */
  readonly #families: ReadonlySet<string> | null;
  readonly #tracks: OpenTrack<Shot>[] = [];
  readonly #sampleTimesMs: number[] = [];
  #rejected: readonly RejectedTrack[] = [];

  constructor(settings: TrackerSettings) {
    this.#settings = settings;
    this.#frame = { width: settings.frameWidth, height: settings.frameHeight };
    this.#judge = new ViewJudge(settings, settings.frameHeight);
    // One family never takes another's detections, so following more of them changes nothing for those asked for.
    this.#families = settings.explain || !settings.shapes ? null : new Set(settings.shapes.map(shapeFamily));
  }

  get detectionFloor(): number {
    const { minConfidence, shapeLimits = [] } = this.#settings;
    return FLOOR_SHARE * Math.min(minConfidence, ...shapeLimits.map((limit) => limit.minConfidence));
  }

  get rejected(): readonly RejectedTrack[] {
    return this.#rejected;
  }

  add(frame: FrameDetections, view: FrameView<Shot> | null): FrameRating {
    const { isSure } = this.#judge;
    const detections = pruneDetections(frame.detections.filter((detection) => this.#concerns(detection)));
    const live = this.#liveAt(frame.timeMs);
    this.#sampleTimesMs.push(frame.timeMs);
    const sure = live.filter((track) => track.has(isSure));
    const tentative = live.filter((track) => !track.has(isSure));
    const high = detections.filter(isSure);
    const low = detections.filter((detection) => !isSure(detection));
    let score = 0;
    const sightings: ObjectSighting[] = [];
    const place = (track: OpenTrack<Shot>, detection: Detection) => {
      const sighting = track.add(detection, frame.frameNumber, frame.timeMs);
      score = Math.max(score, this.#rate(track, sighting, view));
      sightings.push({ ...detection, object: track.numbers[0] ?? 0 });
    };
    const highLeft = this.#match(tentative, this.#match(sure, high, frame.timeMs, 1, place), frame.timeMs, 1, place);
    const lowLeft = this.#match(sure, low, frame.timeMs, DOUBTFUL_REACH_SHARE, place);
    const unknown = this.#match(tentative, lowLeft, frame.timeMs, DOUBTFUL_REACH_SHARE, place);
    for (const detection of [...highLeft, ...unknown]) {
      const track = new OpenTrack<Shot>(detection.shape, this.#tracks.length);
      this.#tracks.push(track);
      place(track, detection);
    }
    return { score, sightings };
  }

  finish(): TrackedObject<Shot>[] {
    const clip = { sampleTimesMs: this.#sampleTimesMs };
    const { objects, rejected } = concludeTracks(this.#tracks, clip, this.#settings, this.#judge);
    this.#rejected = rejected;
    return objects;
  }

  #concerns({ shape, confidence }: Detection): boolean {
    return (
      confidence >= FLOOR_SHARE * this.#judge.minConfidence(shape) && (this.#families?.has(shapeFamily(shape)) ?? true)
    );
  }

  #liveAt(timeMs: number): OpenTrack<Shot>[] {
    const twoSamplesAgoMs = this.#sampleTimesMs.at(-2) ?? Number.NEGATIVE_INFINITY;
    const sinceMs = Math.min(timeMs - LOST_MS, twoSamplesAgoMs);
    return this.#tracks.filter((track) => track.last.timeMs >= sinceMs);
  }

  /** Continues those tracks that are not yet in this frame; the answer is the detections left over. */
  #match(
    tracks: readonly OpenTrack<Shot>[],
    detections: readonly Detection[],
    timeMs: number,
    reachShare: number,
    place: (track: OpenTrack<Shot>, detection: Detection) => void,
  ): Detection[] {
    const waiting = tracks.filter((track) => track.last.timeMs < timeMs);
    const costs = waiting.map((track) => detections.map((d) => this.#cost(track, d, timeMs, reachShare)));
    const taken = new Set<Detection>();
    assign(costs, ALONE_COST).forEach((column, row) => {
      const track = waiting[row];
      const detection = detections[column];
      if (!track || !detection) return;
      taken.add(detection);
      place(track, detection);
    });
    return detections.filter((detection) => !taken.has(detection));
  }

  #cost(track: OpenTrack<Shot>, detection: Detection, timeMs: number, reachShare: number): number {
    if (track.family !== shapeFamily(detection.shape)) return Number.POSITIVE_INFINITY;
    const expected = track.expectedAt(timeMs);
    const cut = touchesEdge(track.last.box, this.#frame);
    // It has walked out; who comes in there later is somebody else.
    if (cut && isOutside(expected, this.#frame)) return Number.POSITIVE_INFINITY;
    const perSecond = track.sightings.length > 1 ? REACH_PER_S_KNOWN : REACH_PER_S_NEW;
    const reach = Math.min(REACH_LIMIT, REACH + (perSecond * (timeMs - track.last.timeMs)) / 1000) * reachShare;
    const resized = cut || touchesEdge(detection.box, this.#frame);
    return mismatch(expected, detection.box, reach, resized);
  }

  /** Keeps the view if it is the track's best; the answer is how much it speaks for the whole frame as a picture. */
  #rate(track: OpenTrack<Shot>, sighting: Sighting, view: FrameView<Shot> | null): number {
    if (this.#judge.shortcomingOf(sighting) !== null) return 0;
    let score = viewScore(sighting, this.#frame);
    const best = track.best.get(sighting.shape);
    if (!best || score > best.score) {
      score *= view ? sharpnessFactor(view.sharpness(sighting.box)) : 1;
      if (!best || score > best.score) {
        track.best.set(sighting.shape, { score, sighting, shot: view?.take(sighting.box) ?? null });
      }
    }
    return score * this.#novelty(track);
  }

  /** What stood there from the start is not what the picture is about, unless there is nothing else. */
  #novelty(track: OpenTrack<Shot>): number {
    if (track.first.timeMs > (this.#sampleTimesMs[0] ?? 0)) return track.sightings.length > 1 ? 1 : 0.5;
    if (track.sightings.length === 1) return 0.3;
    return staysPut(track.sightings) ? 0.1 : 1;
  }
}
