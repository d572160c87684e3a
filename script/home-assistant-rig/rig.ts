import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { claimFreePorts } from '../../test/support/claim-ports.ts';
import { brokerConfiguration, coreConfiguration } from './configuration.ts';
import { CoreClient, type Json } from './core-client.ts';
import { accepts } from './loopback-ports.ts';
import { addMqtt, onboard } from './onboard.ts';
import type { RigFolder } from './release.ts';
import { RigProcess } from './rig-process.ts';
import { makeRunFolder, type RunFolder } from './run-folder.ts';
import { waitUntil } from './wait-until.ts';

const LAUNCHER = 'hass-on-loopback.py';
const START_DEADLINE_MS = 120_000;

/** A real Home Assistant with a real Mosquitto, at free ports of loopback and without a past. */
export class HomeAssistantRig {
  readonly version: string;
  readonly url: string;
  readonly brokerPort: number;
  readonly #rig: RigFolder;
  readonly #folder: RunFolder;
  #broker: RigProcess;
  #core: RigProcess;
  #token = '';

  private constructor(rig: RigFolder, folder: RunFolder, corePort: number, brokerPort: number) {
    this.#rig = rig;
    this.version = rig.version;
    this.#folder = folder;
    this.url = `http://127.0.0.1:${corePort}`;
    this.brokerPort = brokerPort;
    this.#broker = this.#launchBroker();
    this.#core = this.#launchCore();
  }

  /** With a user and, unless told otherwise, the MQTT integration. Stop it. */
  static async start(rig: RigFolder, { mqtt = true } = {}): Promise<HomeAssistantRig> {
    const folder = await makeRunFolder(rig.root);
    const [corePort, brokerPort] = [await claimFreePorts(1), await claimFreePorts(1)];
    await mkdir(join(folder.outside, 'config'));
    await copyFile(join(import.meta.dirname, LAUNCHER), join(folder.outside, LAUNCHER));
    for (const name of ['media', 'packages']) await mkdir(join(folder.outside, 'config', name));
    await writeFile(join(folder.outside, 'config/configuration.yaml'), coreConfiguration(corePort));
    await writeFile(join(folder.outside, 'config/automations.yaml'), '[]\n');
    await writeFile(join(folder.outside, 'mosquitto.conf'), brokerConfiguration(brokerPort, folder.inside));
    const started = new HomeAssistantRig(rig, folder, corePort, brokerPort);
    try {
      await started.#prepare(mqtt);
      return started;
    } catch (error) {
      await started.stop();
      throw error;
    }
  }

  /** A long-lived one of an administrator. */
  get token(): string {
    return this.#token;
  }

  /** What its media browser shows as *My media*: Home Assistant OS has it at /media, and here it is elsewhere. */
  get mediaFolder(): string {
    return join(this.configFolder, 'media');
  }

  /** Where its configuration.yaml is; what is put into `packages` there is read at its next start. */
  get configFolder(): string {
    return join(this.#folder.outside, 'config');
  }

  /** As its user does. */
  addMqtt(): Promise<void> {
    return addMqtt(this.url, this.#token, this.brokerPort);
  }

  /** What the core said, over all its starts. */
  log(): Promise<string> {
    return this.#core.log();
  }

  client(): Promise<CoreClient> {
    return CoreClient.connect(this.url, this.#token);
  }

  /**
   * Resolves when it answers clients again; it may still be setting up.
   * @param meanwhile is done while it is down
   */
  async restartCore(meanwhile: () => Promise<void> = async () => {}): Promise<void> {
    await this.#core.stop();
    await meanwhile();
    this.#core = this.#launchCore();
    const client = await this.#ask('Home Assistant to take clients', this.#core, () => this.client().catch(() => null));
    client.close();
  }

  /** Resolves when it listens again; what was retained is still there. @param meanwhile is done while it is down */
  async restartBroker(meanwhile: () => Promise<void> = async () => {}): Promise<void> {
    await this.#broker.stop();
    await meanwhile();
    this.#broker = this.#launchBroker();
    await this.#ask('Mosquitto to listen', this.#broker, () => accepts(this.brokerPort));
  }

  /** Resolves when everything is set up. */
  async running(): Promise<void> {
    await this.#ask('Home Assistant to run', this.#core, async () => {
      const client = await this.client().catch(() => null);
      if (!client) return null;
      const config = await client.ask({ type: 'get_config' }).catch(() => null);
      client.close();
      // Home Assistant's own answer.
      return (config as Json | null)?.['state'] === 'RUNNING' ? true : null;
    });
  }

  async stop(): Promise<void> {
    // Nothing of this run is kept, so nothing has to be written down in peace.
    await Promise.all([this.#core.kill(), this.#broker.kill()]);
    await rm(this.#folder.outside, { recursive: true, force: true });
  }

  #launchBroker(): RigProcess {
    const { inside, outside } = this.#folder;
    return new RigProcess(
      this.#rig.root,
      ['mosquitto', '-c', `${inside}/mosquitto.conf`],
      join(outside, 'mosquitto.log'),
    );
  }

  #launchCore(): RigProcess {
    const { inside, outside } = this.#folder;
    const command = [`${this.#rig.python}/bin/python`, `${inside}/${LAUNCHER}`, '-c', `${inside}/config`, '--skip-pip'];
    return new RigProcess(this.#rig.root, command, join(outside, 'core.log'));
  }

  async #prepare(mqtt: boolean): Promise<void> {
    await this.#ask('Mosquitto to listen', this.#broker, () => accepts(this.brokerPort));
    await this.#ask('Home Assistant to answer', this.#core, async () => {
      const response = await fetch(`${this.url}/api/onboarding`).catch(() => null);
      return response?.ok ? true : null;
    });
    this.#token = await onboard(this.url);
    if (mqtt) await this.addMqtt();
    await this.running();
  }

  async #ask<Answer>(what: string, process: RigProcess, ask: () => Promise<Answer | null>): Promise<Answer> {
    try {
      return await waitUntil(what, START_DEADLINE_MS, async () => {
        if (process.hasEnded) throw new Error(`Waited for ${what}, and it ended.`);
        return ask();
      });
    } catch (error) {
      throw new Error(`The rig of Home Assistant failed. Its last words:\n${(await process.log()).slice(-3000)}`, {
        cause: error,
      });
    }
  }
}
