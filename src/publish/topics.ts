/** Availability of everything of ours; the add-on's finish script publishes `offline` here when we could not. */
export const STATUS_TOPIC = 'concierge/status';
export const HUB_ID = 'concierge_hub';
export const HUB_STATE_TOPIC = 'concierge/hub/state';
/** Where Home Assistant says that it has (re)connected to the broker. */
export const BIRTH_TOPIC = 'homeassistant/status';
export const SNAPSHOT_URLS = 'concierge/cam/+/snapshot_url';
export const ANALYTICS_COMMANDS = 'concierge/cam/+/analytics/set';

export interface CameraTopics {
  readonly discovery: string;
  readonly availability: string;
  readonly state: string;
  readonly motion: string;
  readonly event: string;
  readonly snapshotUrl: string;
  readonly analytics: string;
  readonly analyticsCommand: string;
}

export function deviceId(cameraUuid: string): string {
  return `concierge_${cameraUuid}`;
}

export function discoveryTopic(id: string): string {
  return `homeassistant/device/${id}/config`;
}

export function cameraTopics(uuid: string): CameraTopics {
  const base = `concierge/cam/${uuid}`;
  return {
    discovery: discoveryTopic(deviceId(uuid)),
    availability: `${base}/availability`,
    state: `${base}/state`,
    motion: `${base}/motion`,
    event: `${base}/event`,
    snapshotUrl: `${base}/snapshot_url`,
    analytics: `${base}/analytics`,
    analyticsCommand: `${base}/analytics/set`,
  };
}

/** The uuid of the camera that a command's topic is for. */
export function commandedCamera(topic: string): string | null {
  return /^concierge\/cam\/([^/]+)\/analytics\/set$/.exec(topic)?.[1] ?? null;
}
