import { existsSync, readFileSync } from 'node:fs';

/** What Home Assistant accepts in discovery messages, taken from its sources; null where the reference is not at hand. */
export interface DiscoveryKeys {
  readonly abbreviations: Readonly<Record<string, string>>;
  readonly device_abbreviations: Readonly<Record<string, string>>;
  readonly origin_abbreviations: Readonly<Record<string, string>>;
  readonly device_keys: readonly string[];
  readonly device_discovery: { readonly required: readonly string[]; readonly optional_shared: readonly string[] };
  readonly availability_entry_keys: readonly string[];
  readonly entity_category: readonly string[];
  readonly entity_category_config_refused_on: readonly string[];
  readonly topic_id_pattern: string;
  readonly platforms: Readonly<
    Record<string, { readonly required: readonly string[]; readonly keys: readonly string[] }>
  >;
}

const FILE = new URL('../../../shared/home-assistant/mqtt-discovery-keys.json', import.meta.url);

export function readDiscoveryKeys(): DiscoveryKeys | null {
  if (!existsSync(FILE)) {
    console.warn('discovery messages are not checked: ../shared/home-assistant/mqtt-discovery-keys.json is missing');
    return null;
  }
  // A reference file of known content, not input.
  return JSON.parse(readFileSync(FILE, 'utf8')) as DiscoveryKeys;
}
