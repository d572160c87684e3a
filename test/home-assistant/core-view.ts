import assert from 'node:assert/strict';
import type { CoreClient, Json } from '../../script/home-assistant-rig/core-client.ts';
import type { HomeAssistantRig } from '../../script/home-assistant-rig/rig.ts';

const DEADLINE_MS = 120_000;

export interface EntityState {
  readonly entity_id: string;
  readonly state: string;
  readonly attributes: Json;
  readonly last_changed: string;
}

export interface RegisteredEntity {
  readonly entity_id: string;
  readonly unique_id: string;
  readonly device_id: string;
  readonly platform: string;
}

export interface RegisteredDevice {
  readonly id: string;
  readonly name: string;
  readonly identifiers: readonly (readonly [string, string])[];
  readonly via_device_id: string | null;
}

export interface BusEvent {
  readonly event_type: string;
  readonly data: Json;
  /** By performance.now(). */
  readonly seenAtMs: number;
}

/** What another client of Home Assistant sees, as a dashboard does: states, registries, and all events from now on. */
export class CoreView {
  readonly client: CoreClient;
  readonly events: BusEvent[] = [];
  readonly #states = new Map<string, EntityState>();
  readonly #waiting = new Set<() => void>();

  private constructor(client: CoreClient) {
    this.client = client;
  }

  static async open(rig: HomeAssistantRig): Promise<CoreView> {
    const view = new CoreView(await rig.client());
    await view.client.listen({ type: 'subscribe_events' }, (event) => view.#happened(event));
    for (const state of (await view.client.ask({ type: 'get_states' })) as EntityState[]) {
      view.#states.set(state.entity_id, state);
    }
    return view;
  }

  state(entityId: string): string | undefined {
    return this.#states.get(entityId)?.state;
  }

  attributes(entityId: string): Json {
    return this.#states.get(entityId)?.attributes ?? {};
  }

  /** Of our devices, those with this name. */
  async devices(name?: string): Promise<RegisteredDevice[]> {
    const devices = (await this.client.ask({ type: 'config/device_registry/list' })) as RegisteredDevice[];
    const ours = devices.filter(({ identifiers }) => identifiers.some(([, id]) => id.startsWith('concierge_')));
    return name === undefined ? ours : ours.filter((device) => device.name === name);
  }

  /** Of an integration, whoever made them. */
  async devicesOf(integration: string): Promise<RegisteredDevice[]> {
    const devices = (await this.client.ask({ type: 'config/device_registry/list' })) as RegisteredDevice[];
    return devices.filter(({ identifiers }) => identifiers.some(([domain]) => domain === integration));
  }

  async entityIds(): Promise<string[]> {
    const entities = (await this.client.ask({ type: 'config/entity_registry/list' })) as RegisteredEntity[];
    return entities.map(({ entity_id }) => entity_id).sort();
  }

  async entitiesOf(deviceId: string): Promise<RegisteredEntity[]> {
    const entities = (await this.client.ask({ type: 'config/entity_registry/list' })) as RegisteredEntity[];
    return entities.filter(({ device_id }) => device_id === deviceId);
  }

  /** Everything that is ours, as `unique id = entity id`. */
  async identities(): Promise<string[]> {
    const entities = (await this.client.ask({ type: 'config/entity_registry/list' })) as RegisteredEntity[];
    const ours = entities.filter(({ unique_id }) => unique_id.startsWith('concierge_'));
    return ours.map(({ unique_id, entity_id }) => `${unique_id} = ${entity_id}`).sort();
  }

  fired(eventType: string): BusEvent[] {
    return this.events.filter(({ event_type }) => event_type === eventType);
  }

  /** Resolves when these entities are in these states. */
  shows(expected: Readonly<Record<string, string>>): Promise<void> {
    return this.until(
      () => Object.entries(expected).every(([entityId, state]) => this.state(entityId) === state),
      () => {
        const seen = Object.keys(expected).map((entityId) => [entityId, this.state(entityId)]);
        assert.deepEqual(Object.fromEntries(seen), expected);
      },
    );
  }

  /** Resolves when the predicate is true; it is asked again at everything that happens. */
  async until(
    predicate: () => boolean | Promise<boolean>,
    explain: () => void = () => {},
    deadlineMs = DEADLINE_MS,
  ): Promise<void> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#wake();
    }, deadlineMs);
    try {
      for (;;) {
        const { promise: happened, resolve } = Promise.withResolvers<void>();
        this.#waiting.add(resolve);
        if (await predicate()) return;
        if (late) break;
        await happened;
      }
    } finally {
      clearTimeout(timer);
    }
    explain();
    assert.fail(`Home Assistant did not come to show what was expected within ${deadlineMs} ms: ${predicate}`);
  }

  close(): void {
    this.client.close();
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }

  #happened(event: Json): void {
    // As Home Assistant's websocket API sends every event.
    const { event_type, data } = event as { event_type: string; data: Json };
    this.events.push({ event_type, data, seenAtMs: performance.now() });
    if (event_type === 'state_changed') {
      const { entity_id, new_state } = data as { entity_id: string; new_state: EntityState | null };
      if (new_state) this.#states.set(entity_id, new_state);
      else this.#states.delete(entity_id);
    }
    this.#wake();
  }
}
