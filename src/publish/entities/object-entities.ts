import type { CameraView } from '../camera-view.ts';
import type { Language } from '../names/language.ts';
import type { Entity } from './entity.ts';
import { named } from './named.ts';

/** Which known object was seen last, while the camera's profile compares objects. */
export function objectEntities({ device, lastObject }: CameraView, language: Language): readonly Entity[] {
  if (!device.comparesObjects) return [];
  const { name = 'none', shape = null, similarity = null, snapshot = null } = lastObject?.object ?? {};
  return [
    {
      ...named('last_object', language),
      platform: 'sensor',
      icon: 'mdi:car-search',
      value: name,
      attributes: {
        shape,
        similarity: similarity && Math.round(similarity * 1000) / 10,
        event_id: lastObject?.eventId ?? null,
      },
    },
    { ...named('last_object', language), key: 'object', platform: 'image', picture: snapshot },
  ];
}
