import { messageOf } from '../../domain/concierge-error.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/logger.ts';
import { Backoff } from '../backoff.ts';
import type { EntityDevice } from '../entities/entity.ts';
import type { EntityTransport, TransportState } from '../entity-transport.ts';
import type { Session } from '../session.ts';
import type { MobileAppClient } from './mobile-app-client.ts';
import type { Registrations } from './registrations.ts';
import { type MobileSensor, mobileSensors } from './sensor.ts';

const SIGN_OFF_DEADLINE_MS = 2000;

export interface MobileAppTransportOptions {
  readonly client: MobileAppClient;
  readonly registrations: Registrations;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** What Home Assistant was told of a device in this session. */
interface Told {
  readonly name: string;
  readonly described: Map<string, string>;
  readonly states: Map<string, string>;
}

/**
 * Entities for a Home Assistant without MQTT, as those of a phone's app: sensors and binary sensors alone. One
 * registration a device; what is shown is brought there one device after another.
 */
export class MobileAppTransport implements EntityTransport {
  readonly #options: MobileAppTransportOptions;
  readonly #backoff = new Backoff(2000, 300_000);
  readonly #devices = new Map<string, EntityDevice>();
  readonly #told = new Map<string, Told>();
  readonly #moving = new Map<string, () => void>();
  #session: Session | null = null;
  #dirty = false;
  #bringing: Promise<void> = Promise.resolve();
  #failure: string | null = null;
  #cancelRetry = () => {};

  constructor(options: MobileAppTransportOptions) {
    this.#options = options;
  }

  get state(): TransportState {
    if (!this.#session) return { kind: 'idle' };
    return this.#failure === null ? { kind: 'ready' } : { kind: 'failing', reason: this.#failure };
  }

  countOf(device: EntityDevice): number {
    return mobileSensors(device, false).length;
  }

  engage(session: Session): void {
    session.ended.addEventListener('abort', () => this.#session === session && this.disengage(), { once: true });
    this.#session = session;
    this.#told.clear();
    this.#wake();
  }

  disengage(): void {
    this.#session = null;
    this.#failure = null;
    this.#cancelRetry();
  }

  showAll(devices: readonly EntityDevice[]): void {
    this.#devices.clear();
    for (const device of devices) this.#devices.set(device.id, device);
    this.#wake();
  }

  show(device: EntityDevice): void {
    if (this.#devices.has(device.id)) this.#devices.set(device.id, device);
    this.#wake();
  }

  motion(deviceId: string): void {
    const sensor = this.#devices.get(deviceId)?.entities.find((entity) => entity.platform === 'motion');
    if (sensor?.platform !== 'motion') return;
    this.#moving.get(deviceId)?.();
    const cancel = this.#options.clock.after(sensor.offDelayS * 1000, () => {
      this.#moving.delete(deviceId);
      this.#wake();
    });
    this.#moving.set(deviceId, cancel);
    this.#wake();
  }

  /** There are no event entities; the events on Home Assistant's bus tell the same. */
  tell(): void {}

  /** Whether there is anything to take away. */
  get hasDevices(): boolean {
    return this.#options.registrations.deviceIds().length > 0;
  }

  /** Takes every device away, before another transport shows the same. Rejects with the reason when it cannot. */
  async withdraw(session: Session): Promise<void> {
    this.disengage();
    await this.#bringing;
    for (const id of this.#options.registrations.deviceIds()) await this.#remove(session, id);
  }

  async signOff(): Promise<void> {
    const session = this.#session;
    for (const cancel of this.#moving.values()) cancel();
    this.disengage();
    if (!session) return;
    const { promise: tooLate, resolve } = Promise.withResolvers<void>();
    const cancel = this.#options.clock.after(SIGN_OFF_DEADLINE_MS, resolve);
    const done = this.#bringing.then(() => (!session.ended.aborted ? this.#sayUnavailable(session) : null));
    await Promise.race([done, tooLate]);
    cancel();
  }

  #wake(): void {
    this.#dirty = true;
    this.#bringing = this.#bringing.then(() => this.#bringAll());
  }

  async #bringAll(): Promise<void> {
    const session = this.#session;
    if (!session || !this.#dirty) return;
    this.#dirty = false;
    try {
      for (const device of [...this.#devices.values()]) await this.#bring(session, device);
      for (const id of this.#options.registrations.deviceIds()) {
        if (!this.#devices.has(id)) await this.#remove(session, id);
      }
      this.#failure = null;
      this.#backoff.reset();
    } catch (error) {
      if (session === this.#session) this.#failed(messageOf(error));
    }
  }

  async #bring(session: Session, device: EntityDevice): Promise<void> {
    const sensors = mobileSensors(device, this.#moving.has(device.id));
    const { webhook, told } = await this.#registered(session, device);
    const { client } = this.#options;
    const isNew = sensors.filter((sensor) => told.described.get(sensor.unique_id) !== descriptionOf(sensor));
    for (const sensor of isNew) {
      // The first name makes the entity id, so it is the English one; the second is what is shown.
      const names = told.described.has(sensor.unique_id) ? [sensor.name] : [sensor.idName, sensor.name];
      for (const name of new Set(names)) await this.#register(session, webhook, sensor, name);
      told.described.set(sensor.unique_id, descriptionOf(sensor));
      told.states.set(sensor.unique_id, stateOf(sensor));
    }
    if (isNew.length > 0 || told.described.size > sensors.length) {
      const keys = new Set(sensors.map(({ unique_id }) => unique_id));
      await client.prune(session, webhook, keys);
      for (const key of told.described.keys()) if (!keys.has(key)) told.described.delete(key);
    }
    const changed = sensors.filter((sensor) => told.states.get(sensor.unique_id) !== stateOf(sensor));
    if (changed.length === 0) return;
    const update = changed.map(({ type, unique_id, state, attributes, icon }) => ({
      type,
      unique_id,
      state,
      attributes,
      icon,
    }));
    if ((await client.call(session, webhook, 'update_sensor_states', update)) === null) {
      this.#told.delete(device.id);
      throw new Error(`${device.name} is not registered any more`);
    }
    for (const sensor of changed) told.states.set(sensor.unique_id, stateOf(sensor));
  }

  async #register(session: Session, webhook: string, sensor: MobileSensor, name: string): Promise<void> {
    const { rest, idName: _, ...fields } = sensor;
    const answer = await this.#options.client.call(session, webhook, 'register_sensor', { ...fields, ...rest, name });
    if (answer === null) throw new Error(`the sensor ${sensor.unique_id} was not taken`);
  }

  async #registered(session: Session, device: EntityDevice): Promise<{ webhook: string; told: Told }> {
    const { client, registrations } = this.#options;
    let webhook = registrations.webhook(device.id);
    let told = this.#told.get(device.id);
    if (webhook !== null && told?.name === device.name) return { webhook, told };
    // Asked for its name, it also tells whether it is still known.
    if (webhook === null || !(await client.update(session, webhook, device))) {
      webhook = await client.register(device);
      await registrations.set(device.id, webhook);
      await client.hideTracker(session, device.id);
      told = undefined;
    }
    told = { described: new Map(), states: new Map(), ...told, name: device.name };
    this.#told.set(device.id, told);
    return { webhook, told };
  }

  async #remove(session: Session, id: string): Promise<void> {
    await this.#options.client.remove(session, id);
    this.#told.delete(id);
    await this.#options.registrations.forget(id);
  }

  async #sayUnavailable(session: Session): Promise<void> {
    const { client, registrations } = this.#options;
    for (const device of this.#devices.values()) {
      const webhook = registrations.webhook(device.id);
      if (webhook === null) continue;
      const update = mobileSensors(device, false).map(({ type, unique_id, icon }) => ({
        type,
        unique_id,
        icon,
        state: 'unavailable',
      }));
      await client.call(session, webhook, 'update_sensor_states', update).catch(() => null);
    }
  }

  #failed(reason: string): void {
    this.#options.logger[this.#failure === null ? 'warn' : 'debug'](
      `cannot show entities without MQTT: ${reason}; trying again`,
    );
    this.#failure = reason;
    this.#cancelRetry = this.#options.clock.after(this.#backoff.nextMs(), () => this.#wake());
  }
}

function descriptionOf({ state: _state, attributes: _attributes, ...description }: MobileSensor): string {
  return JSON.stringify(description);
}

function stateOf({ state, attributes, icon }: MobileSensor): string {
  return JSON.stringify([state, attributes, icon]);
}
