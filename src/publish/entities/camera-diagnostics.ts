import type { CameraView } from '../camera-view.ts';
import type { Language } from '../names/language.ts';
import type { Entity } from './entity.ts';
import { named } from './named.ts';

const DIAGNOSTIC = { category: 'diagnostic' } as const;

/** Whether a camera still sends, and how long its uploads take. */
export function cameraDiagnostics({ device, state, queueLength }: CameraView, language: Language): readonly Entity[] {
  const { lastUploadMs, analysisMs } = state;
  return [
    {
      ...named('queue', language),
      ...DIAGNOSTIC,
      platform: 'sensor',
      icon: 'mdi:tray-full',
      stateClass: 'measurement',
      unit: 'files',
      value: queueLength,
    },
    {
      ...named('last_upload', language),
      ...DIAGNOSTIC,
      platform: 'sensor',
      deviceClass: 'timestamp',
      value: lastUploadMs === null ? null : new Date(lastUploadMs).toISOString(),
    },
    {
      ...named('analysis_time', language),
      ...DIAGNOSTIC,
      platform: 'sensor',
      deviceClass: 'duration',
      stateClass: 'measurement',
      unit: 's',
      value: analysisMs === null ? null : Math.round(analysisMs / 10) / 100,
    },
    {
      ...named('problem', language),
      ...DIAGNOSTIC,
      platform: 'binary_sensor',
      deviceClass: 'problem',
      value: !device.reachable,
    },
  ];
}
