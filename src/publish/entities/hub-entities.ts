import type { HubView } from '../hub-view.ts';
import type { Language } from '../names/language.ts';
import { HUB_ID } from './device-ids.ts';
import type { Entity, EntityDevice } from './entity.ts';
import { named } from './named.ts';

const DIAGNOSTIC = { category: 'diagnostic' } as const;
const MEASURED = { ...DIAGNOSTIC, platform: 'sensor', stateClass: 'measurement' } as const;

/** The add-on's own device. */
export function hubEntities(view: HubView, language: Language): EntityDevice {
  const { queueLength, oldestWaitS, diskUsedPct, ftpSessions, version } = view;
  const entities: Entity[] = [
    { ...named('connection', language), ...DIAGNOSTIC, platform: 'connection' },
    { ...named('queue', language), ...MEASURED, icon: 'mdi:tray-full', unit: 'files', value: queueLength },
    { ...named('oldest_waiting', language), ...MEASURED, deviceClass: 'duration', unit: 's', value: oldestWaitS },
    { ...named('disk_used', language), ...MEASURED, icon: 'mdi:harddisk', unit: '%', value: diskUsedPct },
    { ...named('ftp_sessions', language), ...MEASURED, icon: 'mdi:upload-network', value: ftpSessions },
    { ...named('version', language), ...DIAGNOSTIC, platform: 'sensor', icon: 'mdi:tag', value: version },
  ];
  return { id: HUB_ID, name: 'Concierge', idName: 'Concierge', model: 'Camera analytics', entities };
}
