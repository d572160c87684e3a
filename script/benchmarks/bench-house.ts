import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'basic-ftp';
import { FakeHomeAssistant } from '../../test/fakes/home-assistant.ts';
import { AddOnProcess } from '../../test/support/add-on-process.ts';
import { serverAsInImage } from './server-as-in-image.ts';

/** The real add-on with a Home Assistant that speaks the real protocol, in a folder of its own. */
export class BenchHouse {
  readonly homeAssistant: FakeHomeAssistant;
  readonly addOn: AddOnProcess;
  readonly #folder: string;
  #stamp = Date.now() - 86_400_000;

  private constructor(homeAssistant: FakeHomeAssistant, addOn: AddOnProcess, folder: string) {
    this.homeAssistant = homeAssistant;
    this.addOn = addOn;
    this.#folder = folder;
  }

  /**
   * @param prepare puts something into the folder's `media` and `state` before the add-on starts
   * @param script what node runs; default the sources
   */
  static async open(prepare: (folder: string) => Promise<void> = async () => {}, script?: string): Promise<BenchHouse> {
    const folder = await mkdtemp(join(tmpdir(), 'concierge-bench-'));
    const [rootDir, dataDir] = [join(folder, 'media'), join(folder, 'state')];
    await mkdir(rootDir);
    await prepare(folder);
    const homeAssistant = await FakeHomeAssistant.start();
    const { url, token } = homeAssistant;
    const addOn = await AddOnProcess.start({
      ...{ rootDir, dataDir, homeAssistant: { url, token } },
      ...(script ? { script } : {}),
    });
    return new BenchHouse(homeAssistant, addOn, folder);
  }

  /** As the image runs it: what its memory is, is asked of that one. */
  static async openAsInImage(): Promise<BenchHouse> {
    return BenchHouse.open(async () => {}, await serverAsInImage());
  }

  async close(): Promise<void> {
    await this.addOn.stop();
    await this.homeAssistant.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async addCamera(name: string): Promise<void> {
    const response = await fetch(this.addOn.url('backEnd', '/rest/cameras/'), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name, brand: 'RLC-410', timezone: 'UTC' }),
    });
    if (response.status !== 201) throw new Error(`The camera was refused: ${await response.text()}`);
  }

  /** In every profile that looks for persons. */
  async recogniseFaces(): Promise<void> {
    const profiles: unknown = await (await fetch(this.addOn.url('backEnd', '/rest/analytics_profiles/'))).json();
    for (const { id } of profiles as readonly { readonly id: number }[]) {
      const response = await fetch(this.addOn.url('backEnd', `/rest/analytics_profiles/${id}/`), {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ face_recognition: true }),
      });
      if (response.status !== 200) throw new Error(`The profile was refused: ${await response.text()}`);
    }
  }

  async login(): Promise<Client> {
    const { ftp_user: user, ftp_password: password } = await this.addOn.credentials();
    const client = new Client();
    await client.access({ host: '127.0.0.1', port: this.addOn.ports.ftp, user, password });
    return client;
  }

  async upload(local: string, remote: string): Promise<void> {
    const client = await this.login();
    try {
      await client.uploadFrom(local, remote);
    } finally {
      client.close();
    }
  }

  /** A Reolink name whose stamp is minutes after that of the name before: an event of its own. */
  nextName(camera: string, type: 'jpg' | 'mp4'): string {
    this.#stamp += 120_000;
    return `${camera}_00_${new Date(this.#stamp).toISOString().replaceAll(/\D/g, '').slice(0, 14)}.${type}`;
  }

  /** Resident memory of the add-on and everything that it started, in MB. */
  async memoryMb(): Promise<number> {
    const family = await familyOf(this.addOn.pid ?? 0);
    const kilobytes = await Promise.all(family.map(proportionalKb));
    return kilobytes.reduce((sum, kb) => sum + kb, 0) / 1024;
  }
}

async function familyOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const families = await Promise.all(
    children
      .split(' ')
      .filter(Boolean)
      .map((child) => familyOf(Number(child))),
  );
  return [pid, ...families.flat()];
}

/** Pages that processes share (the node binary, libraries) count once in all: Linux' proportional set size. */
async function proportionalKb(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
}
