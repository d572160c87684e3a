import { randomBytes } from 'node:crypto';

type Fields = Readonly<Record<string, unknown>>;

export interface MobileEntity {
  readonly entity_id: string;
  readonly unique_id: string;
  readonly platform: 'mobile_app';
  readonly deviceId: string;
  name: string;
  state: unknown;
  attributes: unknown;
  disabled_by: string | null;
}

interface Registration {
  readonly deviceId: string;
  readonly entryId: string;
  readonly webhook: string;
  name: string;
}

/** The mobile_app integration: registrations, their webhooks, and what they leave in the registries. */
export class FakeMobileApp {
  /** By device id. */
  readonly registrations = new Map<string, Registration>();
  /** By entity id. */
  readonly entities = new Map<string, MobileEntity>();
  /** Types of the webhooks' calls, in order. */
  readonly calls: string[] = [];
  #entries = 0;

  register(body: Fields): { webhook_id: string } {
    const deviceId = String(body['device_id']);
    this.remove(this.registrations.get(deviceId)?.entryId ?? '');
    const webhook = randomBytes(8).toString('hex');
    const name = String(body['device_name']);
    this.registrations.set(deviceId, { deviceId, entryId: `entry${++this.#entries}`, webhook, name });
    this.#keep('device_tracker', deviceId, deviceId, name, null);
    return { webhook_id: webhook };
  }

  /** As DELETE of a config entry does. */
  remove(entryId: string): boolean {
    const registration = [...this.registrations.values()].find((each) => each.entryId === entryId);
    if (!registration) return false;
    this.registrations.delete(registration.deviceId);
    for (const [id, entity] of this.entities) if (entity.deviceId === registration.deviceId) this.entities.delete(id);
    return true;
  }

  /** The answer of `webhook/handle`. */
  handle(webhook: string, body: string): Fields {
    const registration = [...this.registrations.values()].find((each) => each.webhook === webhook);
    // As Home Assistant answers whoever guesses.
    if (!registration) return { status: 200, body: '' };
    const { type, data } = JSON.parse(body) as { type: string; data: Fields };
    this.calls.push(type);
    if (type === 'update_registration') registration.name = String(data['device_name']);
    if (type === 'register_sensor') this.#registerSensor(registration, data);
    if (type === 'update_sensor_states')
      for (const each of data as unknown as Fields[]) this.#update(registration, each);
    return { status: 200, body: JSON.stringify({ success: true }) };
  }

  devices(): Fields[] {
    return [...this.registrations.values()].map(({ deviceId, entryId, name }) => ({
      id: deviceId,
      name,
      identifiers: [['mobile_app', deviceId]],
      config_entries: [entryId],
    }));
  }

  stateOf(deviceId: string, key: string): unknown {
    const { webhook } = this.registrations.get(deviceId) ?? {};
    return [...this.entities.values()].find(({ unique_id }) => unique_id === `${webhook}_${key}`)?.state;
  }

  #registerSensor(registration: Registration, data: Fields): void {
    const uniqueId = `${registration.webhook}_${String(data['unique_id'])}`;
    const known = [...this.entities.values()].find(({ unique_id }) => unique_id === uniqueId);
    const name = `${registration.name} ${String(data['name'])}`;
    if (known) Object.assign(known, { name, state: data['state'], attributes: data['attributes'] });
    else this.#keep(String(data['type']), registration.deviceId, uniqueId, name, data);
  }

  #update(registration: Registration, data: Fields): void {
    const uniqueId = `${registration.webhook}_${String(data['unique_id'])}`;
    const known = [...this.entities.values()].find(({ unique_id }) => unique_id === uniqueId);
    if (known) Object.assign(known, { state: data['state'], attributes: data['attributes'] });
  }

  #keep(domain: string, deviceId: string, unique_id: string, name: string, data: Fields | null): void {
    const entity_id = `${domain}.${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}`;
    const { state = null, attributes = {} } = data ?? {};
    this.entities.set(entity_id, {
      entity_id,
      unique_id,
      platform: 'mobile_app',
      deviceId,
      name,
      state,
      attributes,
      disabled_by: null,
    });
  }
}
