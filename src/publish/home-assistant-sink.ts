import { messageOf } from '../domain/concierge-error.ts';
import type { AnalysisQueue } from '../ports/analysis-queue.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { DetectionSink } from '../ports/detection-sink.ts';
import type { History } from '../ports/history.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { MediaSigner } from '../runtime/media-signer.ts';
import type { ServiceHealth } from '../runtime/service.ts';
import { CameraBoard } from './camera-board.ts';
import { type CameraDevice, cameraDevices } from './camera-device.ts';
import { Coalescer } from './coalescer.ts';
import { whenStarted } from './core-start.ts';
import { DetectionAnnouncer } from './detection-announcer.ts';
import { HomeAssistantLink } from './home-assistant-link.ts';
import { linkHealth } from './link-health.ts';
import { MediaLinks } from './media-links.ts';
import { MqttTransport } from './mqtt-transport.ts';
import { PublishedLayouts } from './published-layouts.ts';
import type { Session, SessionCompanion } from './session.ts';
import { websocketAddress } from './websocket-address.ts';

/** Changes of a camera within this time of its last message are sent together. */
const STATE_QUIET_MS = 250;
/** A queue that is empty again within this time was never worth a message. */
const QUEUE_DELAY_MS = 1000;

const HUB = 'hub';

export interface HomeAssistantSinkOptions {
  /** `url`: Home Assistant's address, or the Supervisor's proxy `http://supervisor/core`; null = not configured. */
  readonly connection: { readonly url: string; readonly token: string } | null;
  readonly config: ConfigStore;
  readonly history: Pick<History, 'event' | 'events' | 'takeAnnouncements'>;
  readonly queue: Pick<AnalysisQueue, 'depth' | 'waitingFor'>;
  /** The address under which Home Assistant reaches our port 8000. */
  readonly mediaBaseUrl: string;
  /** See MediaLinks. */
  readonly homeAssistantMedia: string | null;
  readonly signer: MediaSigner;
  readonly version: string;
  /** A file in DATA_DIR of our own, which remembers what entities Home Assistant was told of. */
  readonly layoutFile: string;
  /** Who else uses each session with Home Assistant. */
  readonly companions?: readonly SessionCompanion[];
  readonly logger: Logger;
  readonly clock: Clock;
}

/** Shows cameras and what they saw in Home Assistant, whenever it can be reached. */
export class HomeAssistantSink implements DetectionSink {
  readonly name = 'Home Assistant';
  readonly #options: HomeAssistantSinkOptions;
  readonly #layouts: PublishedLayouts;
  readonly #transport: MqttTransport;
  readonly #announcer: DetectionAnnouncer;
  readonly #board: CameraBoard;
  readonly #states: Coalescer<number | typeof HUB>;
  #devices: ReadonlyMap<number, CameraDevice> = new Map();
  #link: HomeAssistantLink | null = null;
  #unsubscribe = () => {};

  constructor(options: HomeAssistantSinkOptions) {
    const { history, mediaBaseUrl, version, layoutFile, logger, clock } = options;
    this.#options = options;
    this.#layouts = new PublishedLayouts(layoutFile, logger);
    this.#transport = new MqttTransport({
      version,
      mediaBaseUrl,
      layouts: this.#layouts,
      logger,
      clock,
      onAnalyticsSwitched: (uuid, enabled) => void this.#switchAnalytics(uuid, enabled),
    });
    this.#announcer = new DetectionAnnouncer({
      history,
      transport: this.#transport,
      links: new MediaLinks(options),
      deviceOf: (cameraId) => this.#devices.get(cameraId) ?? null,
      logger,
      clock,
    });
    this.#board = new CameraBoard(clock, (cameraId) => this.#states.soon(cameraId));
    this.#states = new Coalescer(clock, STATE_QUIET_MS, (key) => this.#guarded(() => this.#show(key)));
  }

  /** @throws ConciergeError OPTIONS_INVALID when the address is none. Whether Home Assistant answers shows in `health`. */
  async start(): Promise<void> {
    const { connection, config, logger, clock } = this.#options;
    if (!connection) return;
    const url = websocketAddress(connection.url);
    await this.#layouts.load();
    this.#configChanged();
    this.#unsubscribe = config.onChange(() => this.#guarded(() => this.#configChanged()));
    this.#link = new HomeAssistantLink({
      url,
      token: connection.token,
      logger,
      clock,
      onSession: (session) => this.#guarded(() => this.#attach(session)),
    });
    this.#link.start();
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#states.stop();
    this.#board.stop();
    this.#announcer.detach();
    await this.#transport.signOff();
    this.#link?.stop();
    this.#link = null;
  }

  health(): ServiceHealth {
    return linkHealth(this.#options.connection, this.#link?.state ?? null, this.#transport.state, this.#devices.size);
  }

  motion(cameraId: number, _atMs: number): void {
    if (!this.#link) return;
    const device = this.#devices.get(cameraId);
    if (device) this.#transport.motion(device);
  }

  eventChanged(eventId: string): void {
    if (!this.#link) return;
    this.#guarded(() => {
      const event = this.#options.history.event(eventId);
      if (!event || !this.#devices.has(event.cameraId)) return;
      this.#board.record(event);
      this.#states.soon(event.cameraId);
      this.#announcer.announce();
    });
  }

  queueChanged(): void {
    if (!this.#link) return;
    for (const key of [HUB, ...this.#devices.keys()] as const) this.#states.within(key, QUEUE_DELAY_MS);
  }

  #attach(session: Session): void {
    this.#transport.attach(session);
    for (const companion of this.#options.companions ?? []) companion.attach(session);
    whenStarted(session, () => this.#guarded(() => this.#announcer.attach(session)));
  }

  #configChanged(): void {
    const { config, history } = this.#options;
    const devices = cameraDevices(config.read());
    for (const cameraId of this.#devices.keys()) {
      if (!devices.some((device) => device.cameraId === cameraId)) this.#states.forget(cameraId);
    }
    this.#devices = new Map(devices.map((device) => [device.cameraId, device]));
    this.#board.keepOnly(new Set(this.#devices.keys()));
    for (const { cameraId } of devices) if (!this.#board.knows(cameraId)) this.#board.restore(cameraId, history);
    this.#transport.showDevices(devices);
    for (const key of [HUB, ...this.#devices.keys()] as const) this.#show(key);
  }

  #show(key: number | typeof HUB): void {
    const { queue } = this.#options;
    if (key === HUB) {
      const { stills, clips } = queue.depth();
      this.#transport.showHub(stills + clips);
      return;
    }
    const device = this.#devices.get(key);
    if (device) this.#transport.showCamera(device, this.#board.stateOf(device), queue.waitingFor(key));
  }

  /** The change comes back through `onChange`, which tells Home Assistant that it was made. */
  async #switchAnalytics(cameraUuid: string, enabled: boolean): Promise<void> {
    const { config } = this.#options;
    const current = config.read().cameras.find(({ uuid }) => uuid === cameraUuid);
    if (!current || current.analytics_enabled === enabled) return;
    try {
      await config.change((draft) => {
        const camera = draft.cameras.find(({ uuid }) => uuid === cameraUuid);
        if (camera) camera.analytics_enabled = enabled;
      });
    } catch (error) {
      this.#options.logger.error({ error: messageOf(error) }, 'cannot switch analytics as Home Assistant asked');
    }
  }

  /** Whoever tells us of something must not fail because we do. */
  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#options.logger.error({ error: messageOf(error) }, 'cannot work out what to show in Home Assistant');
    }
  }
}
