import type { CameraView } from '../camera-view.ts';
import type { Language } from '../names/language.ts';
import type { Entity } from './entity.ts';
import { named } from './named.ts';

/** What is set or done from Home Assistant; what becomes of it is camera-commands.ts's. */
export function controlEntities({ device }: CameraView, language: Language): readonly Entity[] {
  const { analyticsEnabled, faceRecognition, confidencePct, profile, profiles } = device;
  const entities: Entity[] = [
    {
      ...named('analytics', language),
      platform: 'switch',
      icon: 'mdi:motion-sensor',
      value: analyticsEnabled,
    },
    {
      ...named('confidence', language),
      platform: 'number',
      icon: 'mdi:target',
      min: 1,
      max: 100,
      unit: '%',
      value: confidencePct,
    },
    {
      ...named('profile', language),
      platform: 'select',
      icon: 'mdi:tune-variant',
      options: profiles,
      value: profile,
    },
    { ...named('reanalyse', language), platform: 'button', icon: 'mdi:refresh' },
    { ...named('clear', language), platform: 'button', icon: 'mdi:broom' },
  ];
  if (faceRecognition === 'impossible') return entities;
  return [
    ...entities,
    {
      ...named('face_recognition', language),
      platform: 'switch',
      icon: 'mdi:face-recognition',
      value: faceRecognition === 'on',
    },
  ];
}
