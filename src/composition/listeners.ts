import { networkInterfaces } from 'node:os';
import { Listeners } from '../listeners/listeners.ts';
import { AddressPolicy } from '../runtime/address-policy.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import type { SqliteHistory } from '../store/sqlite-history.ts';
import type { Parts } from './parts.ts';

export function listeners({ options, config, database, logger }: Parts, history: SqliteHistory): Listeners {
  const { allowLocalListeners, mediaBaseUrl, ports } = options;
  return new Listeners({
    config,
    history,
    database,
    policy: AddressPolicy.forListeners(allowLocalListeners),
    ownAddresses: () => (allowLocalListeners ? [] : ownAddresses()),
    isOwn: (url) => isOwn(url, ports.camera),
    urlOf: (file) => `${mediaBaseUrl.replace(/\/+$/, '')}/${file.split('/').map(encodeURIComponent).join('/')}`,
    clock,
    logger: logger.child({ service: 'listeners' }),
  });
}

function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((ofInterface) => (ofInterface ?? []).map(({ address }) => address));
}

/** The brand's port of ours, as the container version registered it, too. */
function isOwn(url: string, cameraPort: number): boolean {
  const { hostname, port, pathname } = URL.parse(url) ?? { hostname: '', port: '', pathname: '' };
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  return isHere && port === String(cameraPort) && pathname.startsWith('/camera/api/');
}
