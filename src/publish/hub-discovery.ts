import type { DiscoveryPayload } from './discovery-payload.ts';
import { HUB_ID, HUB_STATE_TOPIC, STATUS_TOPIC } from './topics.ts';

/** How often we say that we are alive, and after how long a silence Home Assistant takes us for gone. */
export const HEARTBEAT_MS = 300_000;
const EXPIRE_AFTER_S = 720;

/** The device of the add-on itself, which the cameras hang from. */
export function hubDiscovery(version: string): DiscoveryPayload {
  const availability = [{ topic: STATUS_TOPIC }];
  const common = { entity_category: 'diagnostic', qos: 1 };
  return {
    device: {
      identifiers: [HUB_ID],
      name: 'Concierge',
      manufacturer: 'Concierge',
      model: 'Camera analytics',
      sw_version: version,
    },
    origin: { name: 'concierge', sw_version: version },
    components: {
      // Without availability: it says itself whether we are there, and expires when nobody says anything any more.
      connection: {
        platform: 'binary_sensor',
        name: 'Connection',
        device_class: 'connectivity',
        state_topic: STATUS_TOPIC,
        payload_on: 'online',
        payload_off: 'offline',
        expire_after: EXPIRE_AFTER_S,
        ...named('binary_sensor', 'connection'),
        ...common,
      },
      queue: {
        platform: 'sensor',
        name: 'Queue length',
        icon: 'mdi:tray-full',
        state_class: 'measurement',
        unit_of_measurement: 'files',
        state_topic: HUB_STATE_TOPIC,
        value_template: '{{ value_json.queue }}',
        availability,
        ...named('sensor', 'queue_length'),
        ...common,
      },
      version: {
        platform: 'sensor',
        name: 'Version',
        icon: 'mdi:tag',
        state_topic: HUB_STATE_TOPIC,
        value_template: '{{ value_json.version }}',
        availability,
        ...named('sensor', 'version'),
        ...common,
      },
    },
  };
}

function named(platform: string, key: string): Record<string, string> {
  return { unique_id: `${HUB_ID}_${key}`, default_entity_id: `${platform}.concierge_${key}` };
}
