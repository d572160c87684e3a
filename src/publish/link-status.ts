import type { HomeAssistantStatus, LinkStatus, TransportStatus } from '../ports/home-assistant-status.ts';
import type { HomeAssistantLink } from './home-assistant-link.ts';
import type { TransportChoice } from './transport-choice.ts';

/** @param link null: not started */
export function linkStatus(
  connection: { readonly url: string } | null,
  link: Pick<HomeAssistantLink, 'state' | 'traffic'> | null,
  transport: Pick<TransportChoice, 'state' | 'shown'>,
): HomeAssistantStatus {
  const { reconnects, lastHeardAtMs } = link?.traffic ?? { reconnects: 0, lastHeardAtMs: null };
  return {
    url: connection?.url ?? null,
    link: connection ? linkOf(link) : { kind: 'not configured' },
    transport: transportOf(transport),
    ...transport.shown,
    reconnects,
    lastHeardAtMs,
  };
}

function linkOf(link: Pick<HomeAssistantLink, 'state'> | null): LinkStatus {
  if (link === null) return { kind: 'not started' };
  const { state } = link;
  if (state.kind !== 'connected') return state;
  return { kind: 'connected', version: state.session.haVersion, sinceMs: state.sinceMs };
}

function transportOf({ state }: Pick<TransportChoice, 'state'>): TransportStatus {
  if (state.kind === 'ready') return { kind: 'mqtt' };
  return state.kind === 'without MQTT' ? { kind: 'mobile_app' } : state;
}
