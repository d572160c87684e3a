import type { EventDetails, FaceAnnouncement } from '../ports/history.ts';
import type { CameraDevice } from './camera-device.ts';
import { similarityPct, whoIs } from './face-board.ts';
import type { MediaLinks } from './media-links.ts';

/** What is told once of an event and somebody who was there, as the event entity and as `concierge_face`. */
export interface FaceMessage {
  readonly type: 'face_recognised' | 'face_unknown';
  readonly event_id: string;
  readonly camera: string;
  readonly camera_id: string;
  /** ISO 8601, UTC, by the camera's clock. */
  readonly time: string;
  /** Of a person, or a stranger's label such as `unknown-7`. */
  readonly name: string;
  /** Null for a stranger. */
  readonly person_id: number | null;
  /** Percent; null for a stranger. */
  readonly similarity: number | null;
  readonly face_url: string | null;
  /** For notifications of Home Assistant's apps. */
  readonly image: string | null;
}

export function faceMessage(
  event: EventDetails,
  { identity, picture }: FaceAnnouncement,
  camera: CameraDevice,
  links: MediaLinks,
  nowMs: number,
): FaceMessage {
  const isKnown = identity.kind === 'known';
  return {
    type: isKnown ? 'face_recognised' : 'face_unknown',
    event_id: event.id,
    camera: camera.name,
    camera_id: camera.uuid,
    time: new Date(event.startedAtMs).toISOString(),
    name: whoIs({ identity }),
    person_id: isKnown ? identity.personId : null,
    similarity: similarityPct({ identity }),
    face_url: picture && links.signed(picture, nowMs),
    image: picture && links.appPath(picture),
  };
}
