import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { TestContext } from 'node:test';
import { Client } from 'basic-ftp';
import { FakeHomeAssistant } from '../fakes/home-assistant.ts';
import { AddOnProcess } from '../support/add-on-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

export interface EventAnswer {
  readonly id: string;
  readonly camera: number;
  readonly assets: readonly {
    readonly id: number;
    readonly file: string;
    readonly type: string;
    readonly state: string;
    readonly reason: string | null;
  }[];
  readonly tracks: readonly {
    readonly shape: string;
    readonly asset: number;
    readonly snapshot: string;
    readonly snapshot_url: string;
    readonly stationary: boolean;
    readonly suppressed: boolean;
  }[];
}

/** A stamp as Reolink writes it, of a camera whose clock shows UTC, this long ago. */
export function stampAgo(seconds: number): string {
  return new Date(Date.now() - seconds * 1000)
    .toISOString()
    .replaceAll(/[^0-9]/g, '')
    .slice(0, 14);
}

/** A household: Home Assistant, the add-on, and cameras that upload to it. */
export class House {
  readonly homeAssistant: FakeHomeAssistant;
  readonly rootDir: string;
  readonly dataDir: string;
  #addOn: AddOnProcess | null = null;

  private constructor(homeAssistant: FakeHomeAssistant, folder: string) {
    this.homeAssistant = homeAssistant;
    this.rootDir = join(folder, 'media');
    this.dataDir = join(folder, 'state');
  }

  /** With the add-on running; all of it goes when the test ends. @param options what the user has set of the add-on's */
  static async open(context: TestContext, options?: Readonly<Record<string, unknown>>): Promise<House> {
    const homeAssistant = await FakeHomeAssistant.start();
    context.after(() => homeAssistant.stop());
    const house = new House(homeAssistant, await temporaryFolder(context));
    await mkdir(house.rootDir);
    await mkdir(house.dataDir);
    if (options) await writeFile(join(house.dataDir, 'options.json'), JSON.stringify(options));
    context.after(() => house.#addOn?.kill());
    await house.startAddOn();
    return house;
  }

  get addOn(): AddOnProcess {
    assert.ok(this.#addOn, 'the add-on runs');
    return this.#addOn;
  }

  /** Again on the same ports and folders, as after a crash or an update. */
  async startAddOn(): Promise<void> {
    const { rootDir, dataDir } = this;
    const homeAssistant = { url: this.homeAssistant.url, token: this.homeAssistant.token };
    const portOffset = this.#addOn?.settings.portOffset;
    this.#addOn = await AddOnProcess.start({
      rootDir,
      dataDir,
      homeAssistant,
      ...(portOffset === undefined ? {} : { portOffset }),
    });
  }

  async addCamera(name: string): Promise<{ id: number; uuid: string }> {
    const response = await this.post('backEnd', '/rest/cameras/', { name, brand: 'RLC-410', timezone: 'UTC' });
    assert.equal(response.status, 201, await response.clone().text());
    const { id } = (await response.json()) as { id: number };
    await this.homeAssistant.waitFor(() =>
      [...this.homeAssistant.retained.values()].some((payload) => payload.includes(`"name":"${name}"`)),
    );
    const topic = [...this.homeAssistant.retained].find(([, payload]) => payload.includes(`"name":"${name}"`))?.[0];
    const uuid = /concierge_([0-9a-f-]{36})/.exec(topic ?? '')?.[1];
    assert.ok(uuid, `Home Assistant knows a device "${name}"`);
    return { id, uuid };
  }

  /** As a camera does: logs in, makes its folders, sends the file. */
  async upload(local: string | Readable, remote: string): Promise<void> {
    const { ftp_user: user, ftp_password: password } = await this.addOn.credentials();
    const client = new Client();
    try {
      await client.access({ host: '127.0.0.1', port: this.addOn.ports.ftp, user, password });
      const folder = remote.slice(0, remote.lastIndexOf('/'));
      if (folder) await client.ensureDir(folder);
      await client.uploadFrom(local, remote);
    } finally {
      client.close();
    }
  }

  post(
    port: 'backEnd' | 'stills' | 'clips' | 'motion' | 'deepAnalysis',
    path: string,
    body: unknown,
    method: 'POST' | 'PATCH' = 'POST',
  ): Promise<Response> {
    return fetch(this.addOn.url(port, path), {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async get<Answer>(path: string): Promise<Answer> {
    const response = await fetch(this.addOn.url('backEnd', path));
    assert.equal(response.status, 200, `${path}: ${await response.clone().text()}`);
    // The test reads of it what it expects there; a wrong shape fails it.
    return (await response.json()) as Answer;
  }

  events(): Promise<EventAnswer[]> {
    return this.get('/rest/events/');
  }

  /** Resolves once every one of these files has been analysed or set aside. */
  async settled(files: readonly string[]): Promise<EventAnswer[]> {
    for (;;) {
      const from = this.addOn.lines.length;
      const events = await this.events();
      const open = events.flatMap(({ assets }) => assets).filter(({ state }) => state === 'waiting');
      const seen = new Set(events.flatMap(({ assets }) => assets.map(({ file }) => file)));
      if (open.length === 0 && files.every((file) => seen.has(`/${file}`))) return events;
      await this.addOn.line(/found|set aside/, 120_000, from);
    }
  }

  /** Resolves once the log says what became of this file. */
  async analysed(file: string): Promise<string> {
    const escaped = file.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return this.addOn.line(new RegExp(`(found|set aside).*${escaped}`));
  }
}
