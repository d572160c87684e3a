import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { CameraDevice } from './camera-device.ts';
import { cameraDiscovery, MOTION_OFF_DELAY_S } from './camera-discovery.ts';
import type { CameraState } from './camera-state.ts';
import { Coalescer } from './coalescer.ts';
import type { DetectionMessage } from './detection-message.ts';
import { type DiscoveryPayload, layoutOf, withRemovals } from './discovery-payload.ts';
import type { EntityTransport, TransportState } from './entity-transport.ts';
import { HEARTBEAT_MS, hubDiscovery } from './hub-discovery.ts';
import { mediaAddress } from './media-address.ts';
import { subscribeMqtt } from './mqtt-inbox.ts';
import { type MqttPresence, watchMqttPresence } from './mqtt-presence.ts';
import { MqttPublisher } from './mqtt-publisher.ts';
import type { PublishedLayouts } from './published-layouts.ts';
import type { Session } from './session.ts';
import { cameraTopics, deviceId, discoveryTopic, HUB_ID, HUB_STATE_TOPIC, STATUS_TOPIC } from './topics.ts';

/** A device is described before its cameras' states, and we come online when everything is as it should be. */
const RANK = { hub: 0, device: 1, state: 2, online: 3 } as const;
const MOTION_QUIET_MS = 5000;
const SIGN_OFF_DEADLINE_MS = 2000;

const NO_MQTT_ADVICE =
  'Home Assistant has no MQTT integration: install the add-on "Mosquitto broker", then add "MQTT" under Settings > Devices & services. Until then there are no entities, only the event concierge_detection';

export interface MqttTransportOptions {
  readonly version: string;
  readonly mediaBaseUrl: string;
  readonly layouts: PublishedLayouts;
  readonly logger: Logger;
  readonly clock: Clock;
  /** The user switched a camera's analytics. */
  readonly onAnalyticsSwitched: (cameraUuid: string, enabled: boolean) => void;
}

/** Entities by MQTT device discovery, published and heard through Home Assistant. */
export class MqttTransport implements EntityTransport {
  readonly #options: MqttTransportOptions;
  readonly #publisher: MqttPublisher;
  readonly #motions: Coalescer<string>;
  readonly #movedAtMs = new Map<string, number>();
  #session: Session | null = null;
  #presence: Exclude<MqttPresence, 'just loaded'> = 'loaded';
  #engaged = false;
  #describing: Promise<void> = Promise.resolve();
  #cancelHeartbeat = () => {};

  constructor(options: MqttTransportOptions) {
    this.#options = options;
    const { clock, logger } = options;
    this.#publisher = new MqttPublisher({
      clock,
      logger,
      descriptionRank: RANK.device,
      onAbsent: () => this.#present('missing'),
      onRemoved: (topic) => void this.#forget(topic),
    });
    this.#motions = new Coalescer(clock, MOTION_QUIET_MS, (uuid) => this.#sendMotion(uuid));
  }

  get state(): TransportState {
    if (this.#presence === 'missing') return { kind: 'absent', advice: NO_MQTT_ADVICE };
    if (this.#presence !== 'loaded') return { kind: 'failing', reason: 'Home Assistant is starting' };
    const reason = this.#publisher.failure;
    return reason === null ? { kind: 'ready' } : { kind: 'failing', reason };
  }

  attach(session: Session): void {
    this.#session = session;
    session.ended.addEventListener('abort', () => this.#detach(session), { once: true });
    this.#engaged = false;
    let listening = false;
    watchMqttPresence(session, (presence) => {
      if (this.#session !== session) return;
      const loaded = presence === 'loaded' || presence === 'just loaded';
      this.#present(loaded ? 'loaded' : presence);
      if (!loaded) return;
      if (!this.#engaged || presence === 'just loaded') this.#engage(session);
      if (!listening) this.#listen(session);
      listening = true;
    });
  }

  showDevices(devices: readonly CameraDevice[]): void {
    this.#describing = this.#describing.then(() => this.#describe(devices));
  }

  showCamera(device: CameraDevice, state: CameraState, queueLength: number): void {
    const topics = cameraTopics(device.uuid);
    const { counts, lastShape, confidencePct, lastDetectionMs, snapshot } = state;
    const ts = lastDetectionMs === null ? null : new Date(lastDetectionMs).toISOString();
    const content = { counts, shape: lastShape, confidence: confidencePct, ts, queue: queueLength };
    this.#publisher.desire(topics.state, JSON.stringify(content), RANK.state);
    this.#publisher.desire(topics.availability, 'online', RANK.state);
    this.#publisher.desire(topics.analytics, device.analyticsEnabled ? 'ON' : 'OFF', RANK.state);
    if (snapshot) {
      const address = mediaAddress(this.#options.mediaBaseUrl, snapshot);
      this.#publisher.desire(topics.snapshotUrl, address, RANK.state, true);
    }
    if (!this.#isMoving(device.uuid)) this.#publisher.desire(topics.motion, 'OFF', RANK.state);
  }

  showHub(queueLength: number): void {
    const content = { queue: queueLength, version: this.#options.version };
    this.#publisher.desire(HUB_STATE_TOPIC, JSON.stringify(content), RANK.state);
  }

  motion(device: CameraDevice): void {
    this.#movedAtMs.set(device.uuid, this.#options.clock.nowMs());
    this.#motions.soon(device.uuid);
  }

  detection(device: CameraDevice, message: DetectionMessage, notAfterMs: number): void {
    if (this.#presence === 'missing') return;
    const payload = JSON.stringify({ event_type: 'shape_detected', ...message });
    this.#publisher.once(cameraTopics(device.uuid).event, payload, notAfterMs);
  }

  async signOff(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    this.#motions.stop();
    this.#cancelHeartbeat();
    this.#publisher.detach();
    await this.#describing;
    await this.#options.layouts.saved();
    if (!session || session.ended.aborted || this.#presence !== 'loaded') return;
    const { promise: tooLate, resolve } = Promise.withResolvers<void>();
    const cancel = this.#options.clock.after(SIGN_OFF_DEADLINE_MS, resolve);
    const service_data = { topic: STATUS_TOPIC, payload: 'offline', qos: 1, retain: true };
    const sent = session.request({ type: 'call_service', domain: 'mqtt', service: 'publish', service_data });
    await Promise.race([sent, tooLate]);
    cancel();
  }

  #present(presence: Exclude<MqttPresence, 'just loaded'>): void {
    if (presence === 'missing' && this.#presence !== 'missing') this.#options.logger.warn(`${NO_MQTT_ADVICE}.`);
    this.#presence = presence;
    if (presence === 'loaded') return;
    this.#engaged = false;
    this.#publisher.detach();
  }

  /** Also when MQTT was loaded again under a living session. */
  #engage(session: Session): void {
    this.#engaged = true;
    this.#publisher.desire(STATUS_TOPIC, 'online', RANK.online);
    this.#holdRests();
    // What describes a device must have been worked out before its states are sent.
    void this.#describing.then(() => {
      if (this.#session === session && this.#presence === 'loaded') this.#publisher.attach(session);
    });
    this.#beat();
  }

  #listen(session: Session): void {
    subscribeMqtt(session, this.#options.clock, this.#options.logger, {
      onAnalyticsSwitched: this.#options.onAnalyticsSwitched,
      onSnapshotUrl: (topic, url) => this.#publisher.alreadyHas(topic, url),
      onBirth: () => {
        this.#holdRests();
        this.#publisher.repeatAll();
      },
    });
  }

  #detach(session: Session): void {
    if (this.#session !== session) return;
    this.#session = null;
    this.#cancelHeartbeat();
    this.#publisher.detach();
  }

  #beat(): void {
    this.#cancelHeartbeat();
    this.#cancelHeartbeat = this.#options.clock.after(HEARTBEAT_MS, () => {
      this.#publisher.repeat(STATUS_TOPIC);
      this.#beat();
    });
  }

  async #describe(devices: readonly CameraDevice[]): Promise<void> {
    const { version, layouts } = this.#options;
    const payloads = new Map<string, DiscoveryPayload>([
      [HUB_ID, hubDiscovery(version)],
      ...devices.map((device) => [deviceId(device.uuid), cameraDiscovery(device, version)] as const),
    ]);
    await layouts.add(new Map([...payloads].map(([id, { components }]) => [id, layoutOf(components)])));
    for (const [id, payload] of payloads) {
      const content = JSON.stringify(withRemovals(payload, layouts.layout(id)));
      this.#publisher.desire(discoveryTopic(id), content, id === HUB_ID ? RANK.hub : RANK.device);
    }
    for (const id of layouts.deviceIds()) if (!payloads.has(id)) this.#remove(id);
  }

  /** The device first, so that its entities do not see their states vanish. */
  #remove(id: string): void {
    const uuid = id.replace(/^concierge_/, '');
    const { discovery, state, availability, motion, snapshotUrl, analytics } = cameraTopics(uuid);
    this.#movedAtMs.delete(uuid);
    this.#motions.forget(uuid);
    this.#publisher.desire(discovery, '', RANK.device);
    for (const topic of [state, availability, motion, snapshotUrl, analytics]) {
      this.#publisher.desire(topic, '', RANK.state);
    }
  }

  async #forget(topic: string): Promise<void> {
    const { layouts } = this.#options;
    const id = layouts.deviceIds().find((known) => discoveryTopic(known) === topic);
    if (id !== undefined) await layouts.forget(id);
  }

  #isMoving(uuid: string): boolean {
    const movedAtMs = this.#movedAtMs.get(uuid) ?? Number.NEGATIVE_INFINITY;
    return this.#options.clock.nowMs() - movedAtMs < MOTION_OFF_DELAY_S * 1000;
  }

  #sendMotion(uuid: string): void {
    if (this.#presence === 'missing') return;
    const notAfterMs = this.#options.clock.nowMs() + MOTION_OFF_DELAY_S * 1000;
    this.#publisher.once(cameraTopics(uuid).motion, 'ON', notAfterMs);
  }

  /** The retained OFF would end what still moves; its own delay does. */
  #holdRests(): void {
    for (const uuid of this.#movedAtMs.keys()) if (this.#isMoving(uuid)) this.#holdRest(uuid);
  }

  #holdRest(uuid: string): void {
    const { motion } = cameraTopics(uuid);
    this.#publisher.leave(motion);
    this.#options.clock.after(MOTION_OFF_DELAY_S * 1000, () => {
      if (this.#movedAtMs.has(uuid) && !this.#isMoving(uuid)) this.#publisher.desire(motion, 'OFF', RANK.state);
    });
  }
}
