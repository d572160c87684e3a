import type { CameraView } from '../camera-view.ts';
import { EVENT_TYPES } from '../detection-message.ts';
import type { Language } from '../names/language.ts';
import type { Entity } from './entity.ts';
import { named } from './named.ts';

const MOTION_OFF_DELAY_S = 30;
export const MOTION_KEY = 'motion';
export const DETECTION_KEY = 'detection';

/** That something moved or was detected, when, and a picture of it. */
export function sightingEntities({ state }: CameraView, language: Language): readonly Entity[] {
  const { lastDetectionMs, snapshot } = state;
  return [
    { ...named(MOTION_KEY, language), platform: 'motion', offDelayS: MOTION_OFF_DELAY_S },
    {
      ...named('last_detection', language),
      platform: 'sensor',
      deviceClass: 'timestamp',
      value: lastDetectionMs === null ? null : new Date(lastDetectionMs).toISOString(),
    },
    { ...named('snapshot', language), platform: 'image', picture: snapshot },
    { ...named(DETECTION_KEY, language), platform: 'event', icon: 'mdi:cctv', eventTypes: EVENT_TYPES },
  ];
}
