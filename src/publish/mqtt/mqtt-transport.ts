import type { Clock } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { EventType } from '../detection-message.ts';
import { HUB_ID } from '../entities/device-ids.ts';
import type { EntityDevice } from '../entities/entity.ts';
import { DETECTION_KEY, MOTION_KEY } from '../entities/sighting-entities.ts';
import type { EntityCommand, EntityTransport, TransportState } from '../entity-transport.ts';
import { mediaAddress } from '../media-address.ts';
import type { Session } from '../session.ts';
import { deviceDiscovery } from './device-discovery.ts';
import { layoutOf, withRemovals } from './discovery-payload.ts';
import { MotionTopics } from './motion-topics.ts';
import { subscribeMqtt } from './mqtt-inbox.ts';
import { MqttPublisher } from './mqtt-publisher.ts';
import type { PublishedLayouts } from './published-layouts.ts';
import { RANK } from './rank.ts';
import { stateMessage } from './state-message.ts';
import { deviceTopics, entityTopic, STATUS_TOPIC } from './topics.ts';

const SIGN_OFF_DEADLINE_MS = 2000;
/** A core takes longer than that to start again, and its broker's restart we would hear of. */
const RESUMED_WITHIN_MS = 5000;
/** How often we say that we are there. */
const HEARTBEAT_MS = 300_000;

export interface MqttTransportOptions {
  readonly version: string;
  readonly mediaBaseUrl: string;
  readonly layouts: PublishedLayouts;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly onCommand: (command: EntityCommand) => void;
  /** Home Assistant turned out to have no MQTT integration any more. */
  readonly onAbsent: () => void;
}

/** Entities by MQTT device discovery, published and heard through Home Assistant. */
export class MqttTransport implements EntityTransport {
  readonly #options: MqttTransportOptions;
  readonly #publisher: MqttPublisher;
  readonly #motions: MotionTopics;
  #session: Session | null = null;
  /** The session in which we have subscribed. */
  #listening: Session | null = null;
  /** When the last session ended of itself, in the clock's time; null: there was none, or MQTT was lost as well. */
  #lostAtMs: number | null = null;
  /** Topics of entities that are gone, and were emptied. */
  readonly #emptied = new Set<string>();
  #describing: Promise<void> = Promise.resolve();
  #cancelHeartbeat = () => {};

  constructor(options: MqttTransportOptions) {
    this.#options = options;
    const { clock, logger } = options;
    this.#publisher = new MqttPublisher({
      clock,
      logger,
      descriptionRank: RANK.device,
      onAbsent: () => {
        this.disengage();
        options.onAbsent();
      },
      onRemoved: (topic) => void this.#forget(topic),
    });
    this.#motions = new MotionTopics(this.#publisher, clock);
  }

  get state(): TransportState {
    const reason = this.#publisher.failure;
    if (!this.#session) return { kind: 'idle' };
    return reason === null ? { kind: 'ready' } : { kind: 'failing', reason };
  }

  countOf({ entities }: EntityDevice): number {
    return entities.length;
  }

  /** Also when MQTT was loaded again under a living session. */
  engage(session: Session): void {
    if (this.#session !== session) session.ended.addEventListener('abort', () => this.#lost(session), { once: true });
    this.#session = session;
    const resumed = this.#wasHereJustNow() && this.#publisher.isSure;
    this.#lostAtMs = null;
    this.#publisher.desire(STATUS_TOPIC, 'online', RANK.online);
    this.#motions.holdRests();
    // What describes a device must have been worked out before its states are sent.
    void this.#describing.then(() => {
      if (this.#session === session) this.#publisher.attach(session, resumed);
    });
    this.#beat();
    this.#listen(session, resumed);
  }

  disengage(): void {
    this.#session = null;
    this.#cancelHeartbeat();
    this.#publisher.detach();
  }

  showAll(devices: readonly EntityDevice[]): void {
    this.#describing = this.#describing.then(() => this.#describe(devices));
    for (const device of devices) this.show(device);
  }

  show(device: EntityDevice): void {
    const { state, availability } = deviceTopics(device.id);
    this.#publisher.desire(state, stateMessage(device), RANK.state);
    this.#publisher.desire(availability, 'online', RANK.state);
    for (const entity of device.entities) {
      if (entity.platform === 'motion') this.#motions.show(entityTopic(device.id, entity.key), entity.offDelayS);
      if (entity.platform !== 'image' || entity.picture === null) continue;
      const address = mediaAddress(this.#options.mediaBaseUrl, entity.picture);
      this.#publisher.desire(entityTopic(device.id, entity.key), address, RANK.state, true);
    }
  }

  motion(deviceId: string): void {
    this.#motions.moved(entityTopic(deviceId, MOTION_KEY));
  }

  tell(deviceId: string, type: EventType, message: object, notAfterMs: number): void {
    const payload = JSON.stringify({ event_type: type, ...message });
    this.#publisher.once(entityTopic(deviceId, DETECTION_KEY), payload, notAfterMs);
  }

  async signOff(): Promise<void> {
    const session = this.#session;
    this.#motions.stop();
    this.disengage();
    await this.#describing;
    await this.#options.layouts.saved();
    if (!session || session.ended.aborted) return;
    const { promise: tooLate, resolve } = Promise.withResolvers<void>();
    const cancel = this.#options.clock.after(SIGN_OFF_DEADLINE_MS, resolve);
    const service_data = { topic: STATUS_TOPIC, payload: 'offline', qos: 1, retain: true };
    const sent = session.request({ type: 'call_service', domain: 'mqtt', service: 'publish', service_data });
    await Promise.race([sent, tooLate]);
    cancel();
  }

  #listen(session: Session, resumed: boolean): void {
    if (this.#listening === session) return;
    this.#listening = session;
    subscribeMqtt(session, this.#options.clock, this.#options.logger, {
      onCommand: this.#options.onCommand,
      onPicture: resumed ? null : (topic, address) => this.#publisher.alreadyHas(topic, address),
      onBirth: () => {
        this.#motions.holdRests();
        this.#publisher.repeatAll();
      },
    });
  }

  #wasHereJustNow(): boolean {
    return this.#lostAtMs !== null && this.#options.clock.nowMs() - this.#lostAtMs <= RESUMED_WITHIN_MS;
  }

  #lost(session: Session): void {
    if (this.#session !== session) return;
    this.disengage();
    this.#lostAtMs = this.#options.clock.nowMs();
  }

  #beat(): void {
    this.#cancelHeartbeat();
    this.#cancelHeartbeat = this.#options.clock.after(HEARTBEAT_MS, () => {
      this.#publisher.repeat(STATUS_TOPIC);
      this.#beat();
    });
  }

  async #describe(devices: readonly EntityDevice[]): Promise<void> {
    const { version, layouts } = this.#options;
    const payloads = new Map(devices.map((device) => [device.id, deviceDiscovery(device, version)]));
    await layouts.add(new Map([...payloads].map(([id, { components }]) => [id, layoutOf(components)])));
    for (const [id, payload] of payloads) {
      const content = JSON.stringify(withRemovals(payload, layouts.layout(id)));
      this.#publisher.desire(deviceTopics(id).discovery, content, id === HUB_ID ? RANK.hub : RANK.device);
      for (const [key, platform] of Object.entries(layouts.layout(id))) {
        const topic = entityTopic(id, key);
        if (key in payload.components) this.#emptied.delete(topic);
        else if (platform === 'image') this.#empty(topic);
      }
    }
    for (const id of layouts.deviceIds()) if (!payloads.has(id)) this.#remove(id);
  }

  /** The device first, so that its entities do not see their states vanish. */
  #remove(id: string): void {
    const { discovery, state, availability } = deviceTopics(id);
    this.#publisher.desire(discovery, '', RANK.device);
    for (const topic of [state, availability]) this.#publisher.desire(topic, '', RANK.state);
    for (const [key, platform] of Object.entries(this.#options.layouts.layout(id))) {
      this.#motions.forget(entityTopic(id, key));
      if (platform === 'image' || key === MOTION_KEY) this.#publisher.desire(entityTopic(id, key), '', RANK.state);
    }
  }

  /** Once: what is gone does not go again. */
  #empty(topic: string): void {
    if (this.#emptied.has(topic)) return;
    this.#emptied.add(topic);
    this.#publisher.desire(topic, '', RANK.state);
  }

  async #forget(topic: string): Promise<void> {
    const { layouts } = this.#options;
    const id = layouts.deviceIds().find((known) => deviceTopics(known).discovery === topic);
    if (id !== undefined) await layouts.forget(id);
  }
}
