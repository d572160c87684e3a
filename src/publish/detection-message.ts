import { eventObjects } from '../domain/event-objects.ts';
import { eventShapes } from '../domain/event-shapes.ts';
import type { EventDetails } from '../ports/history.ts';
import type { CameraDevice } from './camera-device.ts';
import type { MediaLinks } from './media-links.ts';
import { type MessagePerson, messagePeople } from './message-people.ts';

/** What an event entity may say. */
export const EVENT_TYPES = [
  'shape_detected',
  'face_recognised',
  'face_unknown',
  'object_recognised',
  'object_left_behind',
  'object_taken_away',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

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
  /** Who was there, by their faces; those who are known first. */
  readonly people: readonly MessagePerson[];
  /** Which known objects were there, the surest first; similarity in percent. */
  readonly objects: readonly { readonly name: string; readonly shape: string; readonly similarity: number }[];
  /** Percent, of the most confident shape. */
  readonly confidence: number;
  /** The best crop, at our own port. */
  readonly snapshot_url: string | null;
  /** The whole frame with boxes. */
  readonly picture_url: string | null;
  readonly clip_url: string | null;
  /** For notifications of Home Assistant's apps: the whole frame, else the crop, and the clip, at its own address. */
  readonly image: string | null;
  readonly video: string | null;
  /** The clip, for players. */
  readonly clip_media_content_id: string | null;
}

/** Null when nothing of the event raises anything. */
export function detectionMessage(
  event: EventDetails,
  camera: CameraDevice,
  links: MediaLinks,
  nowMs: number,
): DetectionMessage | null {
  const shapes = eventShapes(event.tracks);
  const best = shapes[0];
  if (!best) return null;
  const snapshot = shapes.find((shape) => shape.snapshot !== null)?.snapshot ?? null;
  const picture = event.assets.findLast(({ annotatedFrame }) => annotatedFrame !== null)?.annotatedFrame ?? null;
  const shown = picture ?? snapshot;
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
    people: messagePeople(event, links, nowMs),
    objects: eventObjects(event.tracks).map(({ snapshot: _, ...one }) => ({
      ...one,
      similarity: percent(one.similarity),
    })),
    confidence: percent(best.confidence),
    snapshot_url: snapshot && links.signed(snapshot, nowMs),
    picture_url: picture && links.signed(picture, nowMs),
    clip_url: clip && links.signed(clip, nowMs),
    image: shown && links.appPath(shown),
    video: clip && links.appPath(clip),
    clip_media_content_id: clip && links.mediaSourceId(clip),
  };
}

function percent(confidence: number): number {
  return Math.round(confidence * 1000) / 10;
}
