/** One entity; with nothing but its platform it is taken away. */
export interface Component {
  readonly platform: string;
  readonly [key: string]: unknown;
}

/** Home Assistant's MQTT device discovery (2024.12 and later): one retained message a device. */
export interface DiscoveryPayload {
  readonly device: Readonly<Record<string, unknown>>;
  readonly origin: { readonly name: string; readonly sw_version: string };
  readonly components: Readonly<Record<string, Component>>;
  readonly [shared: string]: unknown;
}

/** The platform of each component, which is what it takes to remove it later. */
export type Layout = Readonly<Record<string, string>>;

export function layoutOf(components: DiscoveryPayload['components']): Layout {
  return Object.fromEntries(Object.entries(components).map(([key, { platform }]) => [key, platform]));
}

/** Home Assistant keeps what a later message leaves out, so what was once published has to be removed by name. */
export function withRemovals(payload: DiscoveryPayload, published: Layout): DiscoveryPayload {
  const removed = Object.entries(published).filter(([key]) => !(key in payload.components));
  const removals = Object.fromEntries(removed.map(([key, platform]) => [key, { platform }]));
  return { ...payload, components: { ...payload.components, ...removals } };
}
