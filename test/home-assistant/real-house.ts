import assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { TestContext } from 'node:test';
import { Client } from 'basic-ftp';
import type { Json } from '../../script/home-assistant-rig/core-client.ts';
import type { HomeAssistantRig } from '../../script/home-assistant-rig/rig.ts';
import { FakeSupervisor } from '../fakes/supervisor.ts';
import { AddOnProcess } from '../support/add-on-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { CoreView } from './core-view.ts';
import { Relay } from './relay.ts';

const CONNECTED = /connected to Home Assistant/;

/** A household with a real Home Assistant: the add-on, cameras that upload to it, and somebody who looks. */
export class RealHouse {
  readonly rig: HomeAssistantRig;
  /** Null: the add-on talks with the core itself. */
  readonly supervisor: FakeSupervisor | null;
  readonly relay: Relay;
  readonly #rootDir: string;
  readonly #dataDir: string;
  #addOn: AddOnProcess | null = null;
  #view: CoreView;

  private constructor(
    rig: HomeAssistantRig,
    supervisor: FakeSupervisor | null,
    relay: Relay,
    view: CoreView,
    folder: string,
  ) {
    this.rig = rig;
    this.supervisor = supervisor;
    this.relay = relay;
    this.#view = view;
    // As /media/concierge is: what cameras upload shows in Home Assistant's media browser.
    this.#rootDir = join(rig.mediaFolder, basename(folder));
    this.#dataDir = join(folder, 'state');
  }

  /**
   * With the add-on connected; all but Home Assistant goes when the test ends.
   * @param supervised as on Home Assistant OS, with Supervisor between the two
   */
  static async open(context: TestContext, rig: HomeAssistantRig, { supervised = false } = {}): Promise<RealHouse> {
    const ingress = {
      addOnUrl: () => house.addOn.url('ingress', ''),
      user: { id: '6f0a', name: 'test', displayName: 'Test' },
    };
    const settings = { coreUrl: rig.url, coreToken: rig.token, coreVersion: rig.version, ingress };
    const supervisor = supervised ? await FakeSupervisor.start(settings) : null;
    context.after(() => supervisor?.stop());
    const relay = await Relay.start(supervisor?.url ?? rig.url);
    context.after(() => relay.stop());
    const view = await CoreView.open(rig);
    const house: RealHouse = new RealHouse(rig, supervisor, relay, view, await temporaryFolder(context));
    await mkdir(house.#rootDir);
    context.after(async () => {
      await house.#addOn?.kill();
      await rm(house.#rootDir, { recursive: true, force: true });
      house.#view.close();
    });
    await house.startAddOn();
    return house;
  }

  /** The folder of uploads, as Home Assistant's media name it. */
  get mediaName(): string {
    return `local/${basename(this.#rootDir)}`;
  }

  get addOn(): AddOnProcess {
    assert.ok(this.#addOn, 'the add-on runs');
    return this.#addOn;
  }

  /** Since Home Assistant's last start. */
  get view(): CoreView {
    return this.#view;
  }

  /** Again on the same ports and folders, as after a crash or an update. @param token in place of the rig's */
  async startAddOn(token = this.rig.token): Promise<void> {
    const portOffset = this.#addOn?.settings.portOffset;
    this.#addOn = await AddOnProcess.start({
      rootDir: this.#rootDir,
      dataDir: this.#dataDir,
      homeAssistantMedia: this.mediaName,
      homeAssistant: {
        url: this.supervisor ? `${this.relay.url}/core` : this.relay.url,
        token: this.supervisor?.token ?? token,
      },
      ...(portOffset === undefined ? {} : { portOffset }),
    });
    await this.#addOn.line(CONNECTED);
  }

  /** @param meanwhile is done while Home Assistant is down */
  async restartCore(meanwhile: () => Promise<void> = async () => {}): Promise<void> {
    const from = this.addOn.lines.length;
    await this.rig.restartCore(meanwhile);
    this.#view.close();
    // Before it runs, so that nothing is missed.
    this.#view = await CoreView.open(this.rig);
    await this.rig.running();
    await this.addOn.line(CONNECTED, 120_000, from);
  }

  async dropWebsocket(): Promise<void> {
    const from = this.addOn.lines.length;
    this.relay.cut();
    await this.addOn.line(CONNECTED, 120_000, from);
  }

  /** Resolves with the camera's id once Home Assistant shows the device. */
  async addCamera(name: string): Promise<number> {
    const answer = await this.rest('POST', '/cameras/', { name, brand: 'RLC-410', timezone: 'UTC' });
    await this.view.until(async () => (await this.view.devices(name)).length === 1);
    return Number(answer['id']);
  }

  /** As a camera does. Resolves when the server has answered that the upload is complete. */
  async upload(local: string, remote: string): Promise<void> {
    const { ftp_user: user, ftp_password: password } = await this.addOn.credentials();
    const client = new Client();
    try {
      await client.access({ host: '127.0.0.1', port: this.addOn.ports.ftp, user, password });
      await client.uploadFrom(local, remote);
    } finally {
      client.close();
    }
  }

  /** The topics with a retained message under this filter, as the broker has them now. */
  async retained(filter: string): Promise<string[]> {
    const topics: string[] = [];
    const marker = filter.replace('#', 'marker');
    const { client } = this.view;
    await client.call('mqtt', 'publish', { topic: marker, payload: 'kept', retain: true });
    const marked = Promise.withResolvers<void>();
    const over = Promise.withResolvers<void>();
    await client.listen({ type: 'mqtt/subscribe', topic: filter }, ({ topic, payload }) => {
      topics.push(String(topic));
      if (payload === 'kept') marked.resolve();
      if (payload === '') over.resolve();
    });
    await marked.promise;
    // What is published to a subscriber arrives after everything that was retained for it.
    await client.call('mqtt', 'publish', { topic: marker, payload: '', retain: true });
    await over.promise;
    return topics.filter((topic) => topic !== marker);
  }

  /** How often something was published that matches, among the events from number `from` on. */
  published(pattern: RegExp, from: number): number {
    const calls = this.view.events.slice(from).filter(({ data }) => data['service'] === 'publish');
    return calls.filter(({ data }) => pattern.test(JSON.stringify(data['service_data']))).length;
  }

  /** As a camera or a script does that has no picture to show. */
  async reportMotion(camera: string): Promise<void> {
    const response = await fetch(this.addOn.url('motion', '/motion/api/v1.0/motion_detected'), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ camera_name: camera, type: 'jpg', epoch: Math.floor(Date.now() / 1000) }),
    });
    assert.equal(response.status, 201, await response.text());
  }

  /** POST to the core's own API. */
  async coreApi(path: string, body: unknown): Promise<Json> {
    const response = await fetch(`${this.rig.url}/api${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${this.rig.token}` },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    assert.ok(response.ok, `${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }

  /** Of a table under /rest; the answer's body. */
  async rest(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const response = await fetch(this.addOn.url('backEnd', `/rest${path}`), {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
    return text === '' ? {} : JSON.parse(text);
  }
}
