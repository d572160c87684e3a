import type { Logger } from '../runtime/logger.ts';
import type { CoreFacts } from './core-watch.ts';
import type { EventType } from './detection-message.ts';
import type { EntityDevice } from './entities/entity.ts';
import type { EntityTransport } from './entity-transport.ts';
import type { Session } from './session.ts';

const NO_MQTT_ADVICE =
  'Home Assistant has no MQTT integration: install the add-on "Mosquitto broker", then add "MQTT" under Settings > Devices & services. Until then there are no entities, only the event concierge_detection';

export type ChoiceState =
  | { readonly kind: 'ready' }
  /** Home Assistant is starting: what it will have is not known yet. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'absent'; readonly advice: string }
  | { readonly kind: 'failing'; readonly reason: string };

/** Shows entities by what Home Assistant has. */
export class TransportChoice {
  readonly #mqtt: EntityTransport;
  readonly #logger: Logger;
  #session: Session | null = null;
  #engaged = false;
  #mqttIsMissing = false;

  constructor(mqtt: EntityTransport, logger: Logger) {
    this.#mqtt = mqtt;
    this.#logger = logger;
  }

  get state(): ChoiceState {
    if (this.#mqttIsMissing) return { kind: 'absent', advice: NO_MQTT_ADVICE };
    const { state } = this.#mqtt;
    return state.kind === 'idle' ? { kind: 'waiting' } : state;
  }

  /** What Home Assistant has, as this session says. */
  choose(session: Session, { mqtt }: CoreFacts): void {
    if (this.#session !== session) this.#engaged = false;
    this.#session = session;
    if (mqtt === 'missing') this.mqttIsGone();
    else if (mqtt !== 'home assistant is starting') this.#engage(session, mqtt === 'just loaded');
  }

  mqttIsGone(): void {
    if (!this.#mqttIsMissing) this.#logger.warn(`${NO_MQTT_ADVICE}.`);
    this.#mqttIsMissing = true;
    this.#engaged = false;
    this.#mqtt.disengage();
  }

  showAll(devices: readonly EntityDevice[]): void {
    this.#mqtt.showAll(devices);
  }

  show(device: EntityDevice): void {
    this.#mqtt.show(device);
  }

  motion(deviceId: string): void {
    if (!this.#mqttIsMissing) this.#mqtt.motion(deviceId);
  }

  tell(deviceId: string, type: EventType, message: object, notAfterMs: number): void {
    if (!this.#mqttIsMissing) this.#mqtt.tell(deviceId, type, message, notAfterMs);
  }

  signOff(): Promise<void> {
    return this.#mqtt.signOff();
  }

  #engage(session: Session, anew: boolean): void {
    this.#mqttIsMissing = false;
    if (this.#engaged && !anew) return;
    this.#engaged = true;
    this.#mqtt.engage(session);
  }
}
