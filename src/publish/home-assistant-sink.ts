import { join } from 'node:path';
import { messageOf } from '../domain/concierge-error.ts';
import type { AnalysisQueue } from '../ports/analysis-queue.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { DetectionSink } from '../ports/detection-sink.ts';
import type { History } from '../ports/history.ts';
import type { HomeAssistantStatus, HomeAssistantWatch } from '../ports/home-assistant-status.ts';
import type { Reanalysis } from '../ports/reanalysis.ts';
import type { Vitals } from '../ports/vitals.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { MediaSigner } from '../runtime/media-signer.ts';
import type { ServiceHealth } from '../runtime/service.ts';
import { CameraBoard } from './camera-board.ts';
import { CameraCommands } from './camera-commands.ts';
import { type CameraDevice, cameraDevices } from './camera-device.ts';
import { ClearedTimes } from './cleared-times.ts';
import { Coalescer } from './coalescer.ts';
import { CoreApi } from './core-api.ts';
import { whenStarted } from './core-start.ts';
import { type CoreFacts, watchCore } from './core-watch.ts';
import { DetectionAnnouncer } from './detection-announcer.ts';
import { cameraEntities } from './entities/camera-entities.ts';
import { cameraDeviceId } from './entities/device-ids.ts';
import type { EntityDevice } from './entities/entity.ts';
import { hubEntities } from './entities/hub-entities.ts';
import { personEntities } from './entities/person-entities.ts';
import { FaceBoard } from './face-board.ts';
import { HomeAssistantLink } from './home-assistant-link.ts';
import { HubVitals } from './hub-vitals.ts';
import { linkHealth } from './link-health.ts';
import { linkStatus } from './link-status.ts';
import { MediaLinks } from './media-links.ts';
import { MobileAppClient } from './mobile-app/mobile-app-client.ts';
import { MobileAppTransport } from './mobile-app/mobile-app-transport.ts';
import { Registrations } from './mobile-app/registrations.ts';
import { MqttTransport } from './mqtt/mqtt-transport.ts';
import { PublishedLayouts } from './mqtt/published-layouts.ts';
import { type Language, languageOf } from './names/language.ts';
import { ObjectBoard } from './object-board.ts';
import { type PersonView, personViews } from './person-view.ts';
import type { Session, SessionCompanion } from './session.ts';
import { TransportChoice } from './transport-choice.ts';
import { websocketAddress } from './websocket-address.ts';

/** Changes of a device within this time of its last message are sent together. */
const STATE_QUIET_MS = 250;
/** A queue that is empty again within this time was never worth a message. */
const QUEUE_DELAY_MS = 1000;
/** That something was uploaded is told with what was found in it, unless that takes longer. */
const UPLOAD_DELAY_MS = 5000;

const HUB = 'hub';
/** A camera's id, or whose else's state it is. */
type StateKey = number | typeof HUB | `person ${number}`;

function personKey(personId: number): StateKey {
  return `person ${personId}`;
}

export interface HomeAssistantSinkOptions {
  /** `url`: Home Assistant's address, or the Supervisor's proxy `http://supervisor/core`; null = not configured. */
  readonly connection: { readonly url: string; readonly token: string } | null;
  readonly config: ConfigStore;
  readonly history: Pick<
    History,
    'event' | 'events' | 'takeAnnouncements' | 'takeFaceAnnouncements' | 'takeObjectNews'
  >;
  readonly queue: Pick<AnalysisQueue, 'depth' | 'waitingFor'>;
  readonly reanalysis: Reanalysis;
  readonly vitals: Vitals;
  /** The address under which Home Assistant reaches our port 8000. */
  readonly mediaBaseUrl: string;
  /** See MediaLinks. */
  readonly homeAssistantMedia: string | null;
  readonly signer: MediaSigner;
  readonly version: string;
  /** DATA_DIR: what Home Assistant was told of is remembered there. */
  readonly folder: string;
  /** Who else uses each session with Home Assistant. */
  readonly companions?: readonly SessionCompanion[];
  readonly logger: Logger;
  readonly clock: Clock;
}

/** Shows cameras and what they saw in Home Assistant, whenever it can be reached. */
export class HomeAssistantSink implements DetectionSink, HomeAssistantWatch {
  readonly name = 'Home Assistant';
  readonly #options: HomeAssistantSinkOptions;
  readonly #layouts: PublishedLayouts;
  readonly #registrations: Registrations;
  readonly #cleared: ClearedTimes;
  readonly #transport: TransportChoice;
  readonly #announcer: DetectionAnnouncer;
  readonly #board: CameraBoard;
  readonly #faces: FaceBoard;
  readonly #objects = new ObjectBoard();
  readonly #vitals: HubVitals;
  readonly #states: Coalescer<StateKey>;
  #devices: ReadonlyMap<number, CameraDevice> = new Map();
  #language: Language = 'en';
  #link: HomeAssistantLink | null = null;
  #unsubscribe = () => {};

  constructor(options: HomeAssistantSinkOptions) {
    const { connection, config, history, mediaBaseUrl, version, folder, logger, clock } = options;
    this.#options = options;
    this.#layouts = new PublishedLayouts(join(folder, 'home-assistant-layouts.json'), logger);
    this.#cleared = new ClearedTimes(join(folder, 'home-assistant-cleared.json'), logger);
    const commands = new CameraCommands({
      config,
      logger,
      clear: (cameraId) => this.#clear(cameraId),
      reanalyse: (cameraId) => this.#guarded(() => this.#reanalyse(cameraId)),
    });
    const mqtt = new MqttTransport({
      version,
      mediaBaseUrl,
      layouts: this.#layouts,
      logger,
      clock,
      onCommand: (command) => void commands.obey(command),
      onAbsent: () => this.#transport.mqttIsGone(),
    });
    this.#registrations = new Registrations(join(folder, 'home-assistant-mobile-app.json'), logger);
    const fallback = new MobileAppTransport({
      client: new MobileAppClient(connection && new CoreApi(connection), version),
      registrations: this.#registrations,
      logger,
      clock,
    });
    this.#transport = new TransportChoice({ mqtt, fallback, logger });
    this.#announcer = new DetectionAnnouncer({
      history,
      transport: this.#transport,
      links: new MediaLinks(options),
      deviceOf: (cameraId) => this.#devices.get(cameraId) ?? null,
      logger,
      clock,
    });
    this.#board = new CameraBoard(clock, (cameraId) => this.#states.soon(cameraId));
    this.#faces = new FaceBoard(clock, (personId) => this.#states.soon(personKey(personId)));
    this.#vitals = new HubVitals({ ...options, onChanged: () => this.#states.soon(HUB) });
    this.#states = new Coalescer(clock, STATE_QUIET_MS, (key) => this.#guarded(() => this.#show(key)));
  }

  /** @throws ConciergeError OPTIONS_INVALID when the address is none. Whether Home Assistant answers shows in `health`. */
  async start(): Promise<void> {
    const { connection, config, logger, clock } = this.#options;
    if (!connection) return;
    const url = websocketAddress(connection.url);
    await this.#layouts.load();
    await this.#cleared.load();
    await this.#registrations.load();
    await this.#vitals.start();
    for (const board of [this.#faces, this.#objects]) {
      board.restore(this.#options.history, (cameraId) => this.#clearedAtMs(cameraId));
    }
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
    this.#vitals.stop();
    this.#states.stop();
    this.#board.stop();
    this.#faces.stop();
    this.#announcer.detach();
    await this.#transport.signOff();
    await this.#cleared.saved();
    this.#link?.stop();
    this.#link = null;
  }

  health(): ServiceHealth {
    return linkHealth(this.#options.connection, this.#link?.state ?? null, this.#transport.state, this.#devices.size);
  }

  status(): HomeAssistantStatus {
    return linkStatus(this.#options.connection, this.#link, this.#transport);
  }

  motion(cameraId: number, _atMs: number): void {
    if (!this.#link) return;
    const device = this.#devices.get(cameraId);
    if (!device) return;
    this.#transport.motion(cameraDeviceId(device.uuid));
    this.#guarded(() => this.#board.noteUploads(cameraId, this.#options.history));
    this.#states.within(cameraId, UPLOAD_DELAY_MS);
  }

  eventChanged(eventId: string): void {
    if (!this.#link) return;
    this.#guarded(() => {
      const event = this.#options.history.event(eventId);
      if (!event || !this.#devices.has(event.cameraId)) return;
      this.#board.record(event);
      this.#objects.record(event);
      for (const personId of this.#faces.record(event)) this.#states.soon(personKey(personId));
      this.#states.soon(event.cameraId);
      this.#announcer.announce();
    });
  }

  /** Entities say what is known now; history has written down whether it is news. */
  eventRevised(eventId: string): void {
    this.eventChanged(eventId);
  }

  queueChanged(): void {
    if (!this.#link) return;
    for (const key of [HUB, ...this.#devices.keys()] as const) this.#states.within(key, QUEUE_DELAY_MS);
  }

  #attach(session: Session): void {
    watchCore(session, (facts) => this.#guarded(() => this.#coreIs(session, facts)));
    for (const companion of this.#options.companions ?? []) companion.attach(session);
    whenStarted(session, () => this.#guarded(() => this.#announcer.attach(session)));
  }

  /** Names come in its language before it is shown anything. */
  #coreIs(session: Session, facts: CoreFacts): void {
    const language = facts.language === null ? this.#language : languageOf(facts.language);
    if (language !== this.#language) {
      this.#language = language;
      this.#showAll();
    }
    this.#transport.choose(session, facts);
  }

  #configChanged(): void {
    const { config, history } = this.#options;
    const devices = cameraDevices(config.read());
    for (const cameraId of this.#devices.keys()) {
      if (!devices.some((device) => device.cameraId === cameraId)) this.#states.forget(cameraId);
    }
    this.#devices = new Map(devices.map((device) => [device.cameraId, device]));
    this.#board.keepOnly(new Set(this.#devices.keys()));
    for (const { cameraId, uuid } of devices) {
      if (!this.#board.knows(cameraId)) this.#board.restore(cameraId, history, this.#cleared.of(uuid));
    }
    this.#showAll();
  }

  #showAll(): void {
    const hub = hubEntities(this.#vitals.view(), this.#language);
    const cameras = [...this.#devices.values()].map((device) => this.#entitiesOf(device));
    const people = this.#people().map((person) => personEntities(person, this.#language));
    this.#transport.showAll([hub, ...cameras, ...people]);
  }

  #show(key: StateKey): void {
    const entities = this.#entitiesFor(key);
    if (entities) this.#transport.show(entities);
  }

  #entitiesFor(key: StateKey): EntityDevice | null {
    if (key === HUB) return hubEntities(this.#vitals.view(), this.#language);
    if (typeof key === 'number') {
      const device = this.#devices.get(key);
      return device ? this.#entitiesOf(device) : null;
    }
    const person = this.#people().find(({ personId }) => personKey(personId) === key);
    return person ? personEntities(person, this.#language) : null;
  }

  #people(): readonly PersonView[] {
    return personViews(this.#options.config.read(), this.#faces);
  }

  #entitiesOf(device: CameraDevice): EntityDevice {
    const state = this.#board.stateOf(device);
    const lastFace = this.#faces.lastOf(device.cameraId);
    const lastObject = this.#objects.lastOf(device.cameraId);
    const queueLength = this.#options.queue.waitingFor(device.cameraId);
    return cameraEntities({ device, state, lastFace, lastObject, queueLength }, this.#language);
  }

  #reanalyse(cameraId: number): void {
    const { history, reanalysis } = this.#options;
    const assets = history.events({ cameraId, limit: 1 }).flatMap((event) => event.assets);
    const latest = assets.toSorted((a, b) => b.receivedAtMs - a.receivedAtMs || b.id - a.id)[0];
    if (latest) reanalysis.request({ kind: 'asset', id: latest.id });
  }

  #clear(cameraId: number): void {
    const device = this.#devices.get(cameraId);
    if (!device) return;
    this.#cleared.set(device.uuid, this.#options.clock.nowMs());
    this.#board.clear(cameraId);
    this.#objects.clear(cameraId);
    for (const personId of this.#faces.clear(cameraId)) this.#states.soon(personKey(personId));
    this.#states.soon(cameraId);
  }

  #clearedAtMs(cameraId: number): number {
    const camera = this.#options.config.read().cameras.find(({ id }) => id === cameraId);
    return camera ? this.#cleared.of(camera.uuid) : Number.NEGATIVE_INFINITY;
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
