/** How the connection to Home Assistant is. */
export type LinkStatus =
  | { readonly kind: 'not configured' | 'not started' | 'connecting' | 'token refused' }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'connected'; readonly version: string; readonly sinceMs: number };

/**
 * How entities get there. `waiting`: Home Assistant is starting. `mobile_app` shows sensors alone: no pictures, events and
 * controls, and nothing becomes unavailable.
 */
export type TransportStatus =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failing'; readonly reason: string }
  | { readonly kind: 'mqtt' | 'mobile_app' };

export interface HomeAssistantStatus {
  /** Null: not configured. */
  readonly url: string | null;
  readonly link: LinkStatus;
  readonly transport: TransportStatus;
  readonly devices: number;
  readonly entities: number;
  /** Connections since the start that took another one's place. */
  readonly reconnects: number;
  /** When Home Assistant last sent anything, be it the answer to "are you there?"; null: never. */
  readonly lastHeardAtMs: number | null;
}

export interface HomeAssistantWatch {
  status(): HomeAssistantStatus;
}
