import { HUB_ID } from '../entities/device-ids.ts';
import type { Entity, EntityDevice } from '../entities/entity.ts';
import { slug } from '../slug.ts';
import { componentOf } from './component.ts';
import type { DiscoveryPayload } from './discovery-payload.ts';
import { deviceTopics, STATUS_TOPIC } from './topics.ts';

/** Topics and unique ids come from the device's id alone; names only suggest entity ids, the first time. */
export function deviceDiscovery(device: EntityDevice, version: string): DiscoveryPayload {
  const isHub = device.id === HUB_ID;
  const components = device.entities.map((entity) => {
    const component = componentOf(device.id, entity);
    return [entity.key, { ...component, ...identity(device, entity, component.platform) }] as const;
  });
  return {
    device: {
      identifiers: [device.id],
      name: device.name,
      manufacturer: 'Concierge',
      model: device.model,
      sw_version: version,
      ...(isHub ? {} : { via_device: HUB_ID }),
    },
    origin: { name: 'concierge', sw_version: version },
    availability: [{ topic: STATUS_TOPIC }, { topic: deviceTopics(device.id).availability }],
    availability_mode: 'all',
    qos: 1,
    components: Object.fromEntries(components),
  };
}

function identity(device: EntityDevice, entity: Entity, platform: string): Record<string, string> {
  const objectId = [slug(device.idName) || 'camera', slug(entity.idName)].join('_');
  return { unique_id: `${device.id}_${entity.key}`, default_entity_id: `${platform}.${objectId}` };
}
