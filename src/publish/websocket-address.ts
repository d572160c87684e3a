import { ConciergeError } from '../domain/concierge-error.ts';

const SCHEMES: ReadonlyMap<string, string> = new Map([
  ['http:', 'ws:'],
  ['https:', 'wss:'],
  ['ws:', 'ws:'],
  ['wss:', 'wss:'],
]);

/**
 * The websocket's address for what a user or the Supervisor names as Home Assistant's: any page's address will do, since
 * Home Assistant is always served at the root of its host; only the Supervisor's proxy lives under `/core`.
 * @throws ConciergeError OPTIONS_INVALID when it is no http(s) or ws(s) address.
 */
export function websocketAddress(address: string): string {
  const url = URL.parse(address.trim());
  const scheme = url && SCHEMES.get(url.protocol);
  if (!url || !scheme) {
    throw new ConciergeError(
      'OPTIONS_INVALID',
      `Cannot connect to Home Assistant at "${address}": expected an address like http://homeassistant.local:8123 in HA_URL.`,
    );
  }
  const path = /^\/core(\/|$)/.test(url.pathname) ? '/core/websocket' : '/api/websocket';
  return `${scheme}//${url.host}${path}`;
}
