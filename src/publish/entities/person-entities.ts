import type { Language } from '../names/language.ts';
import type { PersonView } from '../person-view.ts';
import { personDeviceId } from './device-ids.ts';
import type { EntityDevice } from './entity.ts';
import { named } from './named.ts';

/**
 * Somebody who is known, as a device of its own: what concerns one person over all cameras stands together, is renamed
 * with the person, and goes when the person is deleted.
 */
export function personEntities(view: PersonView, language: Language): EntityDevice {
  const { uuid, name, isPresent, lastSeenMs, lastCamera, similarityPct, picture } = view;
  return {
    id: personDeviceId(uuid),
    name,
    idName: name,
    model: 'Known person',
    entities: [
      {
        ...named('presence', language),
        platform: 'binary_sensor',
        deviceClass: 'occupancy',
        icon: 'mdi:account',
        value: isPresent,
        attributes: { camera: lastCamera, similarity: similarityPct },
      },
      {
        ...named('last_seen', language),
        platform: 'sensor',
        deviceClass: 'timestamp',
        value: lastSeenMs === null ? null : new Date(lastSeenMs).toISOString(),
      },
      { ...named('last_camera', language), platform: 'sensor', icon: 'mdi:cctv', value: lastCamera },
      { ...named('last_face', language), key: 'face', platform: 'image', picture },
    ],
  };
}
