import type { ZoneName } from '../domain/zone.ts';
import type { EventDetails } from '../ports/history.ts';
import type { CameraDevice } from './camera-device.ts';
import { type DetectionMessage, detectionMessage } from './detection-message.ts';
import type { MediaLinks } from './media-links.ts';

/** What is told once of a zone and an event, as Home Assistant's event `concierge_zone_entered`: the shapes that went through it. */
export interface ZoneMessage extends DetectionMessage {
  readonly zone: string;
  readonly zone_id: string;
}

/** Null when nothing that went through the zone raises anything. */
export function zoneMessage(
  event: EventDetails,
  zone: ZoneName,
  camera: CameraDevice,
  links: MediaLinks,
  nowMs: number,
): ZoneMessage | null {
  const tracks = event.tracks.filter(({ zones }) => zones.some(({ uuid }) => uuid === zone.uuid));
  const message = detectionMessage({ ...event, tracks }, camera, links, nowMs);
  return message && { zone: zone.name, zone_id: zone.uuid, ...message };
}
