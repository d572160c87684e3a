import type { EventDetails, ObjectNews } from '../ports/history.ts';
import type { CameraDevice } from './camera-device.ts';
import type { MediaLinks } from './media-links.ts';

const TYPES = {
  recognised: 'object_recognised',
  left_behind: 'object_left_behind',
  taken_away: 'object_taken_away',
} as const satisfies Record<ObjectNews['kind'], string>;

/** What is told once of an event and an object, as the event entity and as `concierge_object`. */
export interface ObjectMessage {
  readonly type: (typeof TYPES)[ObjectNews['kind']];
  readonly event_id: string;
  readonly camera: string;
  readonly camera_id: string;
  /** ISO 8601, UTC, by the camera's clock. */
  readonly time: string;
  readonly shape: string;
  /** Of the known object; null for what is not known. */
  readonly name: string | null;
  /** Percent; null for what is not known. */
  readonly similarity: number | null;
  readonly snapshot_url: string | null;
  /** For notifications of Home Assistant's apps. */
  readonly image: string | null;
}

export function objectMessage(
  event: EventDetails,
  { kind, shape, name, similarity, snapshot }: ObjectNews,
  camera: CameraDevice,
  links: MediaLinks,
  nowMs: number,
): ObjectMessage {
  return {
    type: TYPES[kind],
    event_id: event.id,
    camera: camera.name,
    camera_id: camera.uuid,
    time: new Date(event.startedAtMs).toISOString(),
    shape,
    name,
    similarity: similarity === null ? null : Math.round(similarity * 1000) / 10,
    snapshot_url: snapshot && links.signed(snapshot, nowMs),
    image: snapshot && links.appPath(snapshot),
  };
}
