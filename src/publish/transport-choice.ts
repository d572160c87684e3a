import { messageOf } from '../domain/concierge-error.ts';
import type { Logger } from '../runtime/logger.ts';
import type { CoreFacts } from './core-watch.ts';
import type { EventType } from './detection-message.ts';
import type { EntityDevice } from './entities/entity.ts';
import type { EntityTransport, TransportState } from './entity-transport.ts';
import type { Session } from './session.ts';

const MQTT_ADVICE =
  'for images, switches and event entities install the add-on "Mosquitto broker", then add "MQTT" under Settings > Devices & services';

const BROKEN_MQTT =
  'the MQTT integration of Home Assistant is not loaded: see what it says under Settings > Devices & services';

/** The second transport, which gives way to MQTT. */
interface Fallback extends EntityTransport {
  /** Whether Home Assistant was ever shown anything by it. */
  readonly hasDevices: boolean;
  /** Takes away all that it has shown. Rejects with the reason when it cannot. */
  withdraw(session: Session): Promise<void>;
}

export interface TransportChoiceOptions {
  readonly mqtt: EntityTransport;
  readonly fallback: Fallback;
  readonly logger: Logger;
}

export type ChoiceState =
  | Exclude<TransportState, { kind: 'idle' }>
  /** Home Assistant is starting: what it will have is not known yet. */
  | { readonly kind: 'waiting' }
  /** It works, but not as well as it could. */
  | { readonly kind: 'without MQTT'; readonly advice: string };

/** Shows entities by MQTT where Home Assistant has it, and else by what it always has; never by both. */
export class TransportChoice {
  readonly #options: TransportChoiceOptions;
  #session: Session | null = null;
  #engaged: EntityTransport | null = null;
  #mqttIsMissing = false;
  /** It is set up, and did not load. */
  #mqttIsBroken = false;
  #shown: readonly EntityDevice[] = [];

  constructor(options: TransportChoiceOptions) {
    this.#options = options;
  }

  get state(): ChoiceState {
    if (this.#mqttIsBroken) return { kind: 'failing', reason: BROKEN_MQTT };
    const { kind, ...state } = this.#current.state;
    if (kind === 'idle') return { kind: 'waiting' };
    if (kind === 'failing') return { kind, reason: 'reason' in state ? state.reason : '' };
    return this.#mqttIsMissing ? { kind: 'without MQTT', advice: MQTT_ADVICE } : { kind };
  }

  /** What Home Assistant has, as this session says. */
  choose(session: Session, { mqtt }: CoreFacts): void {
    if (this.#session !== session) this.#engaged = null;
    this.#session = session;
    if (mqtt === 'missing') this.mqttIsGone();
    else if (mqtt !== 'home assistant is starting') this.#useMqtt(session, mqtt === 'just loaded');
  }

  mqttIsGone(): void {
    const { mqtt, fallback, logger } = this.#options;
    if (!this.#mqttIsMissing) logger.warn(`Home Assistant has no MQTT integration: ${MQTT_ADVICE}.`);
    this.#mqttIsMissing = true;
    if (!this.#session || this.#engaged === fallback) return;
    mqtt.disengage();
    this.#engaged = fallback;
    void this.#useFallback(this.#session);
  }

  /** What Home Assistant is shown by the transport at hand. */
  get shown(): { readonly devices: number; readonly entities: number } {
    const counts = this.#shown.map((device) => this.#current.countOf(device)).filter((count) => count > 0);
    return { devices: counts.length, entities: counts.reduce((sum, count) => sum + count, 0) };
  }

  showAll(devices: readonly EntityDevice[]): void {
    this.#shown = devices;
    this.#options.mqtt.showAll(devices);
    this.#options.fallback.showAll(devices);
  }

  show(device: EntityDevice): void {
    this.#options.mqtt.show(device);
    this.#options.fallback.show(device);
  }

  motion(deviceId: string): void {
    this.#current.motion(deviceId);
  }

  tell(deviceId: string, type: EventType, message: object, notAfterMs: number): void {
    this.#current.tell(deviceId, type, message, notAfterMs);
  }

  async signOff(): Promise<void> {
    await Promise.all([this.#options.mqtt.signOff(), this.#options.fallback.signOff()]);
  }

  get #current(): EntityTransport {
    return this.#mqttIsMissing ? this.#options.fallback : this.#options.mqtt;
  }

  #useMqtt(session: Session, anew: boolean): void {
    const { mqtt, fallback } = this.#options;
    this.#mqttIsMissing = false;
    this.#mqttIsBroken = false;
    if (this.#engaged === mqtt && !anew) return;
    this.#engaged = mqtt;
    if (fallback.hasDevices) void this.#moveOver(session);
    else mqtt.engage(session);
  }

  /** Where MQTT is only not loaded, its entities still exist, and would be doubled. */
  async #useFallback(session: Session): Promise<void> {
    const { fallback, logger } = this.#options;
    const reply = await session.request({ type: 'config_entries/get', domain: 'mqtt' });
    if (this.#session !== session || this.#engaged !== fallback || session.ended.aborted) return;
    this.#mqttIsBroken = reply.kind === 'done' && Array.isArray(reply.result) && reply.result.length > 0;
    if (this.#mqttIsBroken) logger.warn(`${BROKEN_MQTT}.`);
    else fallback.engage(session);
  }

  /** The old entities go first: the new ones then get the same ids, and with them the history. */
  async #moveOver(session: Session): Promise<void> {
    const { mqtt, fallback, logger } = this.#options;
    try {
      await fallback.withdraw(session);
    } catch (error) {
      logger.error(
        `cannot take away the entities that came without MQTT (${messageOf(error)}): delete the devices of the integration "Mobile App" that are named as your cameras, or entities are doubled with "_2" behind their ids`,
      );
    }
    if (this.#session === session && this.#engaged === mqtt && !session.ended.aborted) mqtt.engage(session);
  }
}
