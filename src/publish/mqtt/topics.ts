import { cameraUuidOf, HUB_ID, personUuidOf } from '../entities/device-ids.ts';

/** Availability of everything of ours; the add-on's finish script publishes `offline` here when we could not. */
export const STATUS_TOPIC = 'concierge/status';
/** Where Home Assistant says that it has (re)connected to the broker. */
export const BIRTH_TOPIC = 'homeassistant/status';
export const COMMANDS = 'concierge/+/+/+/set';

/** Where image entities have their addresses. */
export const PICTURES = ['concierge/cam/+/snapshot', 'concierge/cam/+/face', 'concierge/person/+/face'];

export interface DeviceTopics {
  readonly discovery: string;
  readonly availability: string;
  /** One message holds what all its entities say. */
  readonly state: string;
}

export function deviceTopics(deviceId: string): DeviceTopics {
  const base = baseOf(deviceId);
  return {
    discovery: `homeassistant/device/${deviceId}/config`,
    availability: `${base}/availability`,
    state: `${base}/state`,
  };
}

/** Of an entity that has a topic of its own. */
export function entityTopic(deviceId: string, key: string): string {
  return `${baseOf(deviceId)}/${key}`;
}

export function commandTopic(deviceId: string, key: string): string {
  return `${entityTopic(deviceId, key)}/set`;
}

/** Whom a command is for; null when its topic is none of ours. */
export function commandedEntity(topic: string): { readonly deviceId: string; readonly key: string } | null {
  const [, uuid, key] = /^concierge\/cam\/([0-9a-f-]{36})\/([a-z0-9_]{1,100})\/set$/.exec(topic) ?? [];
  return uuid && key ? { deviceId: `concierge_${uuid}`, key } : null;
}

function baseOf(deviceId: string): string {
  if (deviceId === HUB_ID) return 'concierge/hub';
  const camera = cameraUuidOf(deviceId);
  if (camera !== null) return `concierge/cam/${camera}`;
  return `concierge/person/${personUuidOf(deviceId) ?? deviceId}`;
}
