import type { CameraDevice } from './camera-device.ts';
import type { Component, DiscoveryPayload } from './discovery-payload.ts';
import type { ShapeLabel } from './shape-label.ts';
import { slug } from './slug.ts';
import { cameraTopics, deviceId, HUB_ID, STATUS_TOPIC } from './topics.ts';

export const MOTION_OFF_DELAY_S = 30;
const EVENT_TYPES = ['shape_detected', 'face_recognised', 'face_unknown'] as const;
const NO_SHAPE = 'none';

/** Topics and unique ids come from the uuid alone; the name only suggests entity ids, the first time. */
export function cameraDiscovery(camera: CameraDevice, version: string): DiscoveryPayload {
  const topics = cameraTopics(camera.uuid);
  return {
    device: {
      identifiers: [deviceId(camera.uuid)],
      name: camera.name,
      manufacturer: 'Concierge',
      model: 'Camera analytics',
      sw_version: version,
      via_device: HUB_ID,
    },
    origin: { name: 'concierge', sw_version: version },
    availability: [{ topic: STATUS_TOPIC }, { topic: topics.availability }],
    availability_mode: 'all',
    qos: 1,
    components: Object.fromEntries(
      [...standingEntities(camera), ...camera.shapes.flatMap((shape) => shapeEntities(shape, topics.state))].map(
        ([key, component]) => [key, { ...component, ...identity(camera, key, component) }],
      ),
    ),
  };
}

function identity(camera: CameraDevice, key: string, { platform, name }: Component): Record<string, string> {
  const objectId = [slug(camera.name) || 'camera', slug(String(name))].join('_');
  return { unique_id: `${deviceId(camera.uuid)}_${key}`, default_entity_id: `${platform}.${objectId}` };
}

function standingEntities(camera: CameraDevice): readonly (readonly [string, Component])[] {
  const topics = cameraTopics(camera.uuid);
  return [
    [
      'motion',
      {
        platform: 'binary_sensor',
        name: 'Motion',
        device_class: 'motion',
        state_topic: topics.motion,
        off_delay: MOTION_OFF_DELAY_S,
      },
    ],
    [
      'last_shape',
      {
        platform: 'sensor',
        name: 'Last shape',
        icon: 'mdi:shape',
        device_class: 'enum',
        options: [...new Set([NO_SHAPE, ...camera.shapes.map(({ shape }) => shape)])],
        state_topic: topics.state,
        value_template: `{{ value_json.shape | default('${NO_SHAPE}', true) }}`,
      },
    ],
    [
      'last_detection',
      {
        platform: 'sensor',
        name: 'Last detection',
        device_class: 'timestamp',
        state_topic: topics.state,
        value_template: '{{ value_json.ts }}',
      },
    ],
    ['snapshot', { platform: 'image', name: 'Last snapshot', url_topic: topics.snapshotUrl }],
    [
      'detection',
      {
        platform: 'event',
        name: 'Detection',
        icon: 'mdi:cctv',
        state_topic: topics.event,
        event_types: EVENT_TYPES,
      },
    ],
    [
      'analytics',
      {
        platform: 'switch',
        name: 'Analytics',
        icon: 'mdi:motion-sensor',
        entity_category: 'config',
        state_topic: topics.analytics,
        command_topic: topics.analyticsCommand,
      },
    ],
    [
      'queue',
      {
        platform: 'sensor',
        name: 'Queue length',
        icon: 'mdi:tray-full',
        entity_category: 'diagnostic',
        state_class: 'measurement',
        unit_of_measurement: 'files',
        state_topic: topics.state,
        value_template: '{{ value_json.queue }}',
      },
    ],
  ];
}

/** The prefixes keep a shape that somebody names `motion` or `person count` apart from the other entities. */
function shapeEntities({ key, label }: ShapeLabel, stateTopic: string): readonly (readonly [string, Component])[] {
  const count = `value_json.counts['${key}'] | default(0) | int`;
  return [
    [
      `shape_${key}`,
      {
        platform: 'binary_sensor',
        name: label,
        device_class: 'occupancy',
        state_topic: stateTopic,
        value_template: `{{ 'ON' if ${count} > 0 else 'OFF' }}`,
      },
    ],
    [
      `count_${key}`,
      {
        platform: 'sensor',
        name: `${label} count`,
        icon: 'mdi:counter',
        state_class: 'measurement',
        state_topic: stateTopic,
        value_template: `{{ ${count} }}`,
      },
    ],
  ];
}
