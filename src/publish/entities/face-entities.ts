import type { CameraView } from '../camera-view.ts';
import { similarityPct, whoIs } from '../face-board.ts';
import type { Language } from '../names/language.ts';
import type { Entity } from './entity.ts';
import { named } from './named.ts';

/** Whose face was seen last. They stay while recognition is switched off for a time. */
export function faceEntities({ device, lastFace }: CameraView, language: Language): readonly Entity[] {
  if (device.faceRecognition === 'impossible') return [];
  return [
    {
      ...named('last_face', language),
      platform: 'sensor',
      icon: 'mdi:face-recognition',
      value: lastFace ? whoIs(lastFace) : 'none',
      attributes: {
        kind: lastFace?.identity.kind ?? null,
        similarity: lastFace && similarityPct(lastFace),
        event_id: lastFace?.eventId ?? null,
      },
    },
    {
      ...named('last_face', language),
      key: 'face',
      platform: 'image',
      picture: lastFace?.picture ?? null,
    },
  ];
}
