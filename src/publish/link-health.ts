import type { ServiceHealth } from '../runtime/service.ts';
import { type LinkState, TOKEN_ADVICE } from './home-assistant-link.ts';
import type { ChoiceState } from './transport-choice.ts';

/** @param link null: not started */
export function linkHealth(
  connection: { readonly url: string } | null,
  link: LinkState | null,
  transport: ChoiceState,
  cameras: number,
): ServiceHealth {
  if (!connection) return { state: 'running', detail: 'not connected: no Home Assistant configured' };
  switch (link?.kind) {
    case undefined:
      return { state: 'stopped', detail: 'not connected' };
    case 'connecting':
      return { state: 'starting', detail: `connecting to Home Assistant at ${connection.url}` };
    case 'unreachable': {
      const detail = `not connected: cannot reach Home Assistant at ${connection.url} (${link.reason}); trying again`;
      return { state: 'degraded', detail };
    }
    case 'token refused':
      return { state: 'degraded', detail: `not connected: Home Assistant refuses the token. ${TOKEN_ADVICE}` };
    case 'connected':
      return connectedHealth(link.session.haVersion, transport, cameras);
  }
}

function connectedHealth(haVersion: string, transport: ChoiceState, cameras: number): ServiceHealth {
  const connected = `connected to Home Assistant ${haVersion}`;
  switch (transport.kind) {
    case 'ready':
      return { state: 'running', detail: `${connected}, ${cameras} camera${cameras === 1 ? '' : 's'} over MQTT` };
    case 'waiting':
      return { state: 'degraded', detail: `${connected}, but it is starting: entities are updated once it runs` };
    case 'without MQTT':
      return {
        state: 'degraded',
        detail: `${connected}, ${cameras} camera${cameras === 1 ? '' : 's'} without MQTT; ${transport.advice}`,
      };
    case 'failing':
      return { state: 'degraded', detail: `${connected}, but entities cannot be updated: ${transport.reason}` };
  }
}
