import { stampAt } from './reolink-clock.ts';
import {
  factoryDst,
  factoryFtpOld,
  factoryFtpV20,
  factoryOsd,
  factoryTime,
  masked,
  type Settings,
} from './reolink-settings.ts';
import { testFtp } from './reolink-uploads.ts';

export interface Refusal {
  readonly rspCode: number;
  readonly detail: string;
}

type Outcome = { readonly value: Record<string, unknown> } | Refusal;

const NOT_SUPPORTED: Refusal = { rspCode: -9, detail: 'not support' };
const BAD_PARAMETER: Refusal = { rspCode: -4, detail: 'param error' };
const MAX_FTP_TEXT = 31;

/** A camera's settings, and what its commands do with them. */
export class ReolinkCommands {
  readonly #firmware: 'new' | 'old' | 'without FTP';
  ftp: Settings;
  osd = factoryOsd();
  time = factoryTime();
  dst: Settings | null;
  rtspEnable = 1;
  /** Null: its firmware has none. `indexEnable`: 1 on, 0 off, -1 a place that nobody uses. */
  webhooks: Settings[] | null = [0, 1, 2].map((index) => ({
    index,
    indexEnable: -1,
    hookUrl: '',
    bCustom: 0,
    hookBody: '',
  }));
  /** By its command; webhooks are called while it is on. */
  push: { readonly cmd: 'GetPushV20' | 'GetPush'; readonly settings: Settings } = {
    cmd: 'GetPushV20',
    settings: { enable: 1, scheduleEnable: 1, schedule: { channel: 0, table: { MD: '1'.repeat(168) } } },
  };
  /** The longest name that it shows; longer ones are cut off. */
  maxNameLength = 31;
  /** Whether it tries FTP out, cannot, or says that it works without a try. */
  ftpTest: 'real' | 'not supported' | 'always works' = 'real';
  /** Keys of SetFtpV20 that it silently does not keep. */
  readonly ftpKeysNotKept = new Set<string>();
  /** What the last settings of FTP that came held. */
  lastFtpWritten: Settings | null = null;

  constructor(firmware: 'new' | 'old' | 'without FTP', knowsSummerTime: boolean) {
    this.#firmware = firmware;
    this.ftp = firmware === 'new' ? factoryFtpV20() : factoryFtpOld();
    this.dst = knowsSummerTime ? factoryDst() : null;
  }

  get name(): string {
    return String((this.osd['osdChannel'] as Settings)['name']);
  }

  async run(cmd: string, param: Settings): Promise<Outcome> {
    switch (cmd) {
      case 'GetDevInfo':
        return { value: { DevInfo: { model: 'RLC-810A', firmVer: 'v3.1.0.2368', name: 'Camera1', channelNum: 1 } } };
      case 'GetAbility':
        return this.#firmware === 'without FTP' ? ability(0, 0) : ability(6, 4);
      case 'GetNetPort':
        return { value: { NetPort: { httpPort: 80, rtspEnable: this.rtspEnable, rtspPort: 554, onvifEnable: 0 } } };
      case 'GetOsd':
        return { value: { Osd: this.osd } };
      case 'SetOsd':
        return this.#setOsd(param['Osd'] as Settings);
      case 'GetTime':
        return { value: { Time: this.time, ...(this.dst && { Dst: this.dst }) } };
      case 'SetTime':
        return this.#setTime(param);
      case 'GetWebHook':
        return this.webhooks === null ? NOT_SUPPORTED : { value: { WebHook: this.webhooks } };
      case 'GetPush':
      case 'GetPushV20':
        return cmd === this.push.cmd ? { value: { Push: this.push.settings } } : NOT_SUPPORTED;
      case 'SetWebHook':
        return this.#setWebhook(param['WebHook'] as Settings);
      default:
        return this.#runFtp(cmd, param['Ftp'] as Settings);
    }
  }

  async #runFtp(cmd: string, settings: Settings): Promise<Outcome> {
    if (this.#firmware === 'without FTP') return NOT_SUPPORTED;
    if (cmd === 'TestFtp') return this.#testFtp(settings);
    const suffix = this.#firmware === 'new' ? 'V20' : '';
    if (cmd === `GetFtp${suffix}`) return { value: { Ftp: masked(this.ftp) } };
    return cmd === `SetFtp${suffix}` ? this.#setFtp(settings) : NOT_SUPPORTED;
  }

  /** A key that is left out is set back to its default. */
  #setFtp(settings: Settings): Outcome {
    this.lastFtpWritten = settings;
    const texts = [settings['userName'], settings['password']];
    if (settings['server'] === '' || texts.some((value) => String(value).length > MAX_FTP_TEXT)) return BAD_PARAMETER;
    const kept = Object.fromEntries(Object.entries(settings).filter(([key]) => !this.ftpKeysNotKept.has(key)));
    this.ftp = { ...(this.#firmware === 'new' ? factoryFtpV20() : factoryFtpOld()), ...kept };
    return { value: { rspCode: 200 } };
  }

  async #testFtp(settings: Settings): Promise<Outcome> {
    if (this.ftpTest === 'not supported') return NOT_SUPPORTED;
    if (this.ftpTest === 'always works') return { value: { rspCode: 200 } };
    try {
      await testFtp(settings, stampAt(Date.now(), this.time, this.dst));
      return { value: { rspCode: 200 } };
    } catch (error) {
      const isLogin = error instanceof Error && 'code' in error && error.code === 530;
      return isLogin ? { rspCode: -452, detail: 'login ftp failed' } : { rspCode: -454, detail: 'connect ftp failed' };
    }
  }

  #setWebhook(hook: Settings): Outcome {
    if (this.webhooks === null) return NOT_SUPPORTED;
    this.webhooks = this.webhooks.map((known) => (known['index'] === hook['index'] ? { ...known, ...hook } : known));
    return { value: { rspCode: 200 } };
  }

  #setOsd(osd: Settings): Outcome {
    const channel = osd['osdChannel'] as Settings;
    const name = String(channel['name']).slice(0, this.maxNameLength);
    this.osd = { ...factoryOsd(), ...osd, osdChannel: { ...channel, name } };
    return { value: { rspCode: 200 } };
  }

  #setTime(param: Settings): Outcome {
    this.time = { ...factoryTime(), ...(param['Time'] as Settings) };
    if (this.dst) this.dst = { ...factoryDst(), ...(param['Dst'] as Settings | undefined) };
    return { value: { rspCode: 200 } };
  }
}

function ability(permit: number, ver: number): Outcome {
  return { value: { Ability: { abilityChn: [{ ftp: { permit, ver } }] } } };
}
