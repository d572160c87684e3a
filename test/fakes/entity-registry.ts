import { readDiscoveryKeys } from './mqtt-discovery-keys.ts';
import { validateDiscovery } from './validate-discovery.ts';

export interface FakeDevice {
  readonly id: string;
  readonly name: string;
  readonly viaDevice: string | null;
}

export interface FakeEntity {
  readonly uniqueId: string;
  readonly deviceId: string;
  readonly component: string;
  readonly platform: string;
  readonly name: string;
  /** As it was suggested the first time: renaming a device does not rename entities. */
  readonly entityId: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** Devices and entities as Home Assistant keeps them from MQTT device discovery. */
export class FakeEntityRegistry {
  readonly devices = new Map<string, FakeDevice>();
  /** By unique id. */
  readonly entities = new Map<string, FakeEntity>();
  /** What a real Home Assistant would have refused or warned of. */
  readonly faults: string[] = [];
  readonly #keys = readDiscoveryKeys();
  /** Also those of entities that went: good enough to see a doubled one. */
  readonly #entityIds = new Set<string>();

  handle(topic: string, payload: string): void {
    const id = /^homeassistant\/device\/([a-zA-Z0-9_-]+)\/config$/.exec(topic)?.[1];
    if (id === undefined) return;
    if (payload === '') this.#remove(id);
    else this.#discover(id, payload);
  }

  ofDevice(deviceId: string): FakeEntity[] {
    return [...this.entities.values()].filter((entity) => entity.deviceId === deviceId);
  }

  #remove(id: string): void {
    this.devices.delete(id);
    for (const entity of this.ofDevice(id)) this.entities.delete(entity.uniqueId);
  }

  #discover(id: string, text: string): void {
    const { payload, components, faults } = validateDiscovery(JSON.parse(text), this.#keys);
    this.faults.push(...faults.map((fault) => `${id}: ${fault}`));
    const device = payload['device'] as Record<string, unknown>;
    const viaDevice = typeof device['via_device'] === 'string' ? device['via_device'] : null;
    if (viaDevice && !this.devices.has(viaDevice)) this.faults.push(`${id}: via_device ${viaDevice} is not known yet`);
    this.devices.set(id, { id, name: String(device['name']), viaDevice });
    const before = new Map(this.ofDevice(id).map((entity) => [entity.component, entity]));
    for (const [component, { platform, ...config }] of components) {
      const known = before.get(component);
      // What a message leaves out stays; what it names without a configuration goes.
      if (Object.keys(config).length === 0) this.entities.delete(known?.uniqueId ?? '');
      else this.#keep(id, component, String(platform), config, known);
    }
  }

  #keep(
    deviceId: string,
    component: string,
    platform: string,
    config: Record<string, unknown>,
    known: FakeEntity | undefined,
  ): void {
    const uniqueId = String(config['unique_id']);
    const other = this.entities.get(uniqueId);
    if (other && other !== known) this.faults.push(`${deviceId}: unique id ${uniqueId} is taken`);
    const entityId = known?.entityId ?? this.#freeId(String(config['default_entity_id']));
    this.entities.set(uniqueId, {
      uniqueId,
      deviceId,
      component,
      platform,
      name: String(config['name']),
      entityId,
      config,
    });
  }

  #freeId(wanted: string): string {
    let id = wanted;
    for (let number = 2; this.#entityIds.has(id); number += 1) id = `${wanted}_${number}`;
    this.#entityIds.add(id);
    return id;
  }
}
