import type { DiscoveryKeys } from './mqtt-discovery-keys.ts';

type Fields = Record<string, unknown>;

/** A discovery message with its abbreviations written out, and everything that Home Assistant would refuse about it. */
export interface CheckedDiscovery {
  readonly payload: Fields;
  readonly components: ReadonlyMap<string, Fields>;
  readonly faults: readonly string[];
}

export function validateDiscovery(message: Fields, keys: DiscoveryKeys | null): CheckedDiscovery {
  const payload = expand(message, keys?.abbreviations);
  const components = new Map(
    Object.entries(fields(payload['components'])).map(([id, raw]) => [id, expand(fields(raw), keys?.abbreviations)]),
  );
  return { payload, components, faults: keys ? faultsOf(payload, components, keys) : [] };
}

function faultsOf(payload: Fields, components: ReadonlyMap<string, Fields>, keys: DiscoveryKeys): string[] {
  const { required, optional_shared } = keys.device_discovery;
  const device = expand(fields(payload['device']), keys.device_abbreviations);
  const shared = Object.fromEntries(optional_shared.filter((key) => key in payload).map((key) => [key, payload[key]]));
  return [
    ...required.filter((key) => !(key in payload)).map((key) => `${key} is missing`),
    ...unknown(payload, [...required, ...optional_shared], 'message'),
    ...unknown(device, keys.device_keys, 'device'),
    ...('identifiers' in device || 'connections' in device ? [] : ['device has no identifiers']),
    ...(typeof expand(fields(payload['origin']), keys.origin_abbreviations)['name'] === 'string'
      ? []
      : ['origin has no name']),
    ...availabilityFaults(payload, keys, 'message'),
    ...[...components].flatMap(([id, component]) => componentFaults(id, component, shared, keys)),
  ];
}

function componentFaults(id: string, component: Fields, shared: Fields, keys: DiscoveryKeys): string[] {
  const name = String(component['platform']);
  const platform = keys.platforms[name];
  const own = Object.keys(component).filter((key) => key !== 'platform');
  if (!platform) return [`${id}: no platform ${name}`];
  if (own.length === 0) return [];
  const category = component['entity_category'];
  return [
    ...(new RegExp(keys.topic_id_pattern).test(id) ? [] : [`${id} is no component id`]),
    ...(typeof component['unique_id'] === 'string' ? [] : [`${id}: unique_id is missing`]),
    ...platform.required.filter((key) => !(key in component) && !(key in shared)).map((key) => `${id}: no ${key}`),
    ...unknown(component, ['platform', ...platform.keys], id),
    ...availabilityFaults(component, keys, id),
    ...(category === undefined || keys.entity_category.includes(String(category)) ? [] : [`${id}: entity_category`]),
    ...(category === 'config' && keys.entity_category_config_refused_on.includes(name)
      ? [`${id}: config refused on ${name}`]
      : []),
    ...(name === 'image' && 'image_topic' in component === 'url_topic' in component
      ? [`${id}: exactly one of image_topic and url_topic`]
      : []),
  ];
}

function availabilityFaults(holder: Fields, keys: DiscoveryKeys, where: string): string[] {
  const entries = Array.isArray(holder['availability']) ? holder['availability'] : [];
  return entries.flatMap((entry) => {
    const expanded = expand(fields(entry), keys.abbreviations);
    return [
      ...unknown(expanded, keys.availability_entry_keys, `${where}: availability`),
      ...(typeof expanded['topic'] === 'string' ? [] : [`${where}: availability without topic`]),
    ];
  });
}

function unknown(holder: Fields, known: readonly string[], where: string): string[] {
  return Object.keys(holder)
    .filter((key) => !known.includes(key))
    .map((key) => `${where}: unknown key ${key}`);
}

function expand(holder: Fields, abbreviations: Readonly<Record<string, string>> = {}): Fields {
  return Object.fromEntries(Object.entries(holder).map(([key, value]) => [abbreviations[key] ?? key, value]));
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
