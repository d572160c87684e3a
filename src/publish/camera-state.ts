import { type EventShape, eventShapes } from '../domain/event-shapes.ts';
import type { MediaPath } from '../domain/media-path.ts';
import type { Asset, EventDetails } from '../ports/history.ts';
import type { CameraDevice } from './camera-device.ts';

/** A shape counts as present for this long after it was detected. */
const OCCUPANCY_CLEAR_MS = 90_000;
/** What is learnt later than this after its upload is history, not presence. */
const FRESH_MS = 600_000;

/** What one upload showed. Presence is counted by our own clock: a camera's may be wrong by hours. */
interface AssetSighting {
  readonly detectedAtMs: number;
  readonly receivedAtMs: number;
  readonly counts: ReadonlyMap<string, number>;
}

interface LastEvent {
  readonly eventId: string;
  readonly shapes: readonly EventShape[];
  /** The frame of its latest upload with what raised something drawn in. */
  readonly annotatedFrame: MediaPath | null;
  readonly receivedAtMs: number;
  /** By the camera's clock, as the event's own times are. */
  readonly takenAtMs: number;
}

/** What is remembered of a camera to tell its state at any time. */
export interface CameraMemory {
  readonly sightings: ReadonlyMap<number, AssetSighting>;
  readonly last: LastEvent | null;
  /** Nothing that came before counts as seen. */
  readonly clearedAtMs: number;
  readonly lastUploadMs: number | null;
  readonly lastAnalysis: { readonly receivedAtMs: number; readonly elapsedMs: number } | null;
}

/** What Home Assistant is shown of a camera. */
export interface CameraState {
  /** By the shapes' keys, every shape of the profile; 0 = not present. */
  readonly counts: Readonly<Record<string, number>>;
  /** The most confident shape of the last event, of those in the profile. */
  readonly lastShape: string | null;
  readonly confidencePct: number | null;
  readonly lastDetectionMs: number | null;
  /** The whole frame with boxes, which tells more on a phone than a crop does; else the best crop. */
  readonly snapshot: MediaPath | null;
  /** By our own clock. */
  readonly lastUploadMs: number | null;
  /** How long the analysis of its latest upload took. */
  readonly analysisMs: number | null;
}

export const NOTHING_SEEN: CameraMemory = {
  sightings: new Map(),
  last: null,
  clearedAtMs: Number.NEGATIVE_INFINITY,
  lastUploadMs: null,
  lastAnalysis: null,
};

/** As if nothing had been seen so far. */
export function forgetSeen(memory: CameraMemory, atMs: number): CameraMemory {
  return { ...memory, sightings: new Map(), last: null, clearedAtMs: atMs };
}

/** That these were uploaded, and how their analysis went if they were. */
export function rememberUploads(memory: CameraMemory, assets: readonly Asset[]): CameraMemory {
  let { lastUploadMs, lastAnalysis } = memory;
  for (const { receivedAtMs, analysis } of assets) {
    lastUploadMs = Math.max(lastUploadMs ?? receivedAtMs, receivedAtMs);
    if (analysis === null || (lastAnalysis && lastAnalysis.receivedAtMs > receivedAtMs)) continue;
    lastAnalysis = { receivedAtMs, elapsedMs: analysis.elapsedMs };
  }
  return { ...memory, lastUploadMs, lastAnalysis };
}

/**
 * @param detectedAtMs when a detection that is new to the memory counts as made: now, or null for its upload's time,
 *   when the memory is built up again from history
 */
export function remember(
  memory: CameraMemory,
  event: EventDetails,
  nowMs: number,
  detectedAtMs: number | null,
): CameraMemory {
  const raising = Map.groupBy(
    event.tracks.filter((track) => !track.suppressed),
    (track) => track.assetId,
  );
  const sightings = new Map([...memory.sightings].filter(([, { receivedAtMs }]) => receivedAtMs + FRESH_MS > nowMs));
  let last = memory.last;
  for (const asset of event.assets) {
    const tracks = raising.get(asset.id);
    if (!tracks || asset.receivedAtMs <= memory.clearedAtMs) continue;
    const fresh = asset.receivedAtMs + FRESH_MS > nowMs;
    if (fresh) {
      const counts = new Map([...Map.groupBy(tracks, (track) => track.shape)].map(([shape, of]) => [shape, of.length]));
      const known = sightings.get(asset.id)?.detectedAtMs ?? detectedAtMs ?? asset.receivedAtMs;
      sightings.set(asset.id, { detectedAtMs: known, receivedAtMs: asset.receivedAtMs, counts });
    }
    if (last && last.eventId !== event.id && last.receivedAtMs > asset.receivedAtMs) continue;
    const offsetMs = Math.max(...tracks.map((track) => track.positions.at(-1)?.timeMs ?? 0));
    const earlier = last?.eventId === event.id ? last : null;
    last = {
      eventId: event.id,
      shapes: eventShapes(event.tracks),
      annotatedFrame: asset.annotatedFrame ?? earlier?.annotatedFrame ?? null,
      receivedAtMs: Math.max(earlier?.receivedAtMs ?? 0, asset.receivedAtMs),
      takenAtMs: Math.max(earlier?.takenAtMs ?? 0, Math.round(asset.takenAtMs + offsetMs)),
    };
  }
  return { ...rememberUploads(memory, event.assets), sightings, last };
}

export function cameraState(memory: CameraMemory, device: CameraDevice, nowMs: number): CameraState {
  const present = presentCounts(memory, nowMs);
  const ofProfile = memory.last?.shapes.filter(({ shape }) => device.shapes.some((known) => known.shape === shape));
  const best = ofProfile?.[0];
  return {
    counts: Object.fromEntries(device.shapes.map(({ shape, key }) => [key, present.get(shape) ?? 0])),
    lastShape: best?.shape ?? null,
    confidencePct: best ? Math.round(best.confidence * 1000) / 10 : null,
    lastDetectionMs: memory.last?.takenAtMs ?? null,
    snapshot: memory.last?.annotatedFrame ?? bestCrop(memory.last?.shapes ?? []),
    lastUploadMs: memory.lastUploadMs,
    analysisMs: memory.lastAnalysis?.elapsedMs ?? null,
  };
}

function bestCrop(shapes: readonly EventShape[]): MediaPath | null {
  return shapes.find(({ snapshot }) => snapshot !== null)?.snapshot ?? null;
}

/** When the next shape stops being present; null when none is. */
export function nextClearMs(memory: CameraMemory, nowMs: number): number | null {
  const dueMs = [...memory.sightings.values()]
    .map(({ detectedAtMs }) => detectedAtMs + OCCUPANCY_CLEAR_MS)
    .filter((clearMs) => clearMs > nowMs);
  return dueMs.length > 0 ? Math.min(...dueMs) : null;
}

/** A picture and a clip show the same people, so a count is the largest of one upload, not the sum. */
function presentCounts(memory: CameraMemory, nowMs: number): ReadonlyMap<string, number> {
  const present = new Map<string, number>();
  for (const { detectedAtMs, counts } of memory.sightings.values()) {
    if (detectedAtMs + OCCUPANCY_CLEAR_MS <= nowMs) continue;
    for (const [shape, count] of counts) present.set(shape, Math.max(present.get(shape) ?? 0, count));
  }
  return present;
}
