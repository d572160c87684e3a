import { eventShapes } from '../domain/event-shapes.ts';
import type { EventDetails } from '../ports/history.ts';
import type { CameraDevice } from './camera-device.ts';
import { mediaAddress } from './media-address.ts';

/** What is told once of an event, as the event entity and as Home Assistant's event `concierge_detection`. */
export interface DetectionMessage {
  readonly event_id: string;
  readonly camera: string;
  readonly camera_id: string;
  /** ISO 8601, UTC, by the camera's clock. */
  readonly time: string;
  /** The most confident first; confidence in percent. */
  readonly shapes: readonly {
    readonly name: string;
    readonly count: number;
    readonly confidence: number;
    /** Names of the zones that one of them went through. */
    readonly zones: readonly string[];
  }[];
  /** Names of the zones that any of the shapes went through. */
  readonly zones: readonly string[];
  /** Percent, of the most confident shape. */
  readonly confidence: number;
  /** The best crop. */
  readonly snapshot_url: string | null;
  /** The whole frame with boxes. */
  readonly picture_url: string | null;
  readonly clip_url: string | null;
}

/** Null when nothing of the event raises anything. */
export function detectionMessage(
  event: EventDetails,
  camera: CameraDevice,
  mediaBaseUrl: string,
): DetectionMessage | null {
  const shapes = eventShapes(event.tracks);
  const best = shapes[0];
  if (!best) return null;
  const snapshot = shapes.find((shape) => shape.snapshot !== null)?.snapshot ?? null;
  const picture = event.assets.findLast(({ annotatedFrame }) => annotatedFrame !== null)?.annotatedFrame ?? null;
  const clip = event.assets.find(({ mediaType }) => mediaType === 'mp4')?.file ?? null;
  return {
    event_id: event.id,
    camera: camera.name,
    camera_id: camera.uuid,
    time: new Date(event.startedAtMs).toISOString(),
    shapes: shapes.map(({ shape, count, confidence, zones }) => ({
      name: shape,
      count,
      confidence: percent(confidence),
      zones,
    })),
    zones: [...new Set(shapes.flatMap(({ zones }) => zones))].sort(),
    confidence: percent(best.confidence),
    snapshot_url: snapshot && mediaAddress(mediaBaseUrl, snapshot),
    picture_url: picture && mediaAddress(mediaBaseUrl, picture),
    clip_url: clip && mediaAddress(mediaBaseUrl, clip),
  };
}

function percent(confidence: number): number {
  return Math.round(confidence * 1000) / 10;
}
