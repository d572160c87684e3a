import { hostInUrl } from '../../domain/camera-host.ts';
import type {
  CameraAccess,
  CameraConfigured,
  CameraFailure,
  CameraFound,
  CameraPicture,
  CameraSetup,
  CameraSetupRequest,
} from '../../ports/camera-setup.ts';
import { AddressPolicy } from '../../runtime/address-policy.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/logger.ts';
import { asObject } from './api-reply.ts';
import { CameraLine, type LineParts } from './camera-line.ts';
import { stepFailure } from './failures.ts';
import { prepareFtp, writeFtp } from './ftp-step.ts';
import { writeName } from './name-step.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { type CommandReply, ReolinkSession } from './reolink-session.ts';
import { RTSP_PORT, snapshotPath, streamUrl } from './stream-addresses.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { writeTime } from './time-step.ts';
import { writeWebhook } from './webhook-step.ts';

export interface FtpLogin {
  readonly user: string;
  readonly password: string;
}

export interface ReolinkSetupParts {
  /** The address that cameras upload to, at most 127 characters; null: the one at which each of them reaches us. */
  readonly ftpHost: string | null;
  /** Where a camera reaches us, by our own address on the connection to it and by its; `local` unless given. */
  readonly addressForPeer?: (local: string, peer: string) => string;
  readonly ftpPort: number;
  /** The login that the camera of this name is given: at most 31 characters each, since cameras take no more. */
  readonly ftpLogin: (cameraName: string) => Promise<FtpLogin>;
  /** Our FTP server offers TLS: a camera that can is set to it when its test succeeds. */
  readonly ftpOverTls?: boolean;
  /** Where a camera of this name reports motion on our machine; null: nowhere. */
  readonly webhook?: (cameraName: string) => { readonly port: number; readonly path: string } | null;
  /** Cameras on this machine itself, which only a fake one is. */
  readonly allowLoopback: boolean;
  /** The ports of a camera whose host names none: 80 and 443. */
  readonly cameraPorts?: LineParts['ports'];
  readonly logger: Logger;
  readonly clock: Clock;
}

const MAX_FTP_TEXT = 31;

/** Sets Reolink cameras up over their HTTP API: FTP to us, their name, their clock. */
export class ReolinkSetup implements CameraSetup {
  readonly #parts: ReolinkSetupParts;
  readonly #line: LineParts;
  readonly #turns = new OneAtATime();

  constructor(parts: ReolinkSetupParts) {
    this.#parts = parts;
    const { clock, allowLoopback, cameraPorts } = parts;
    this.#line = {
      clock,
      policy: AddressPolicy.forCameras(allowLoopback),
      ports: cameraPorts ?? { http: 80, https: 443 },
    };
  }

  async configure(request: CameraSetupRequest, signal: AbortSignal): Promise<CameraConfigured | CameraFailure> {
    const outcome = await this.#turns.run(request.host.toLowerCase(), () => this.#configure(request, signal));
    const { logger } = this.#parts;
    const camera = request.name;
    if (outcome.kind === 'failed') {
      logger.warn({ camera, problem: outcome.problem }, `Cannot set the camera up. ${outcome.why}`);
      return outcome;
    }
    logger.info(
      { camera, model: outcome.model },
      'The camera is set up: it uploads to us, and has its name and clock.',
    );
    for (const warning of outcome.warnings) logger.warn({ camera }, warning);
    return outcome;
  }

  async tryOut(access: CameraAccess, signal: AbortSignal): Promise<CameraFound | CameraFailure> {
    const line = await CameraLine.open(access.host, this.#line, signal);
    if (!(line instanceof CameraLine)) return line;
    return ReolinkSession.within(line, access, signal, async (session) => {
      const device = await session.command('GetDevInfo');
      if (device.kind === 'failed') return device;
      if (await lacksFtp(session, access.user)) return line.fail('no FTP');
      const { warnings } = await rtspOf(session);
      return { kind: 'found', ...deviceOf(device), warnings };
    });
  }

  async snapshot(access: CameraAccess, signal: AbortSignal): Promise<CameraPicture | CameraFailure> {
    const line = await CameraLine.open(access.host, this.#line, signal);
    return line instanceof CameraLine ? takeSnapshot(line, access, signal) : line;
  }

  async #configure(request: CameraSetupRequest, signal: AbortSignal): Promise<CameraConfigured | CameraFailure> {
    const line = await CameraLine.open(request.host, this.#line, signal);
    if (!(line instanceof CameraLine)) return line;
    return ReolinkSession.within(line, request, signal, (session) => this.#steps(session, request));
  }

  /** What can fail for reasons outside the camera comes before anything in it is changed. */
  async #steps(session: ReolinkSession, request: CameraSetupRequest): Promise<CameraConfigured | CameraFailure> {
    const device = await session.command('GetDevInfo');
    if (device.kind === 'failed') return device;
    if (await lacksFtp(session, request.user)) return session.line.fail('no FTP');
    const target = this.#ftpTarget(session, await this.#parts.ftpLogin(request.name));
    if (target.kind === 'failed') return target;

    const ftp = await prepareFtp(session, target, this.#parts.ftpOverTls ?? false);
    if (ftp.kind === 'failed') return ftp;
    const name = await writeName(session, request.name);
    if (name !== 'written') return name;
    const ftpWarnings = await writeFtp(session, ftp);
    if ('kind' in ftpWarnings) return ftpWarnings;
    const timeWarnings = await writeTime(session, request.timezone, this.#parts.clock.nowMs());
    if ('kind' in timeWarnings) return timeWarnings;
    const webhookWarnings = await this.#webhook(session, request.name, target.host);
    if ('kind' in webhookWarnings) return webhookWarnings;
    const rtsp = await rtspOf(session);

    const { model } = deviceOf(device);
    const warnings = [...ftp.warnings, ...ftpWarnings, ...timeWarnings, ...webhookWarnings, ...rtsp.warnings];
    return { kind: 'configured', model, warnings, ...addresses(session.line, request, rtsp.port) };
  }

  async #webhook(session: ReolinkSession, cameraName: string, ourHost: string) {
    const address = this.#parts.webhook?.(cameraName);
    if (!address) return [];
    return writeWebhook(session, `http://${hostInUrl(ourHost)}:${address.port}${address.path}`);
  }

  #ftpTarget({ localAddress, line }: ReolinkSession, { user, password }: FtpLogin) {
    const { ftpHost, addressForPeer, ftpPort: port } = this.#parts;
    if (user.length > MAX_FTP_TEXT || password.length > MAX_FTP_TEXT) {
      const why = `The FTP user and password may have at most ${MAX_FTP_TEXT} characters for a Reolink camera: set shorter ones in the add-on's options.`;
      return stepFailure('refused', 'ftp', why);
    }
    const reachable = addressForPeer?.(localAddress, line.address) ?? localAddress;
    return { kind: 'target' as const, host: ftpHost ?? reachable, port, user, password };
  }
}

function deviceOf(reply: Exclude<CommandReply, CameraFailure>) {
  const { model = '', firmVer = '' } = reply.kind === 'fine' ? asObject(reply.value['DevInfo']) : {};
  return { model: String(model), firmware: String(firmVer) };
}

/** A camera that says so; one that says nothing is tried. */
async function lacksFtp(session: ReolinkSession, userName: string): Promise<boolean> {
  const reply = await session.command('GetAbility', { User: { userName } });
  const ability = reply.kind === 'fine' ? asObject(reply.value['Ability']) : {};
  const channels = ability['abilityChn'];
  const ftp = asObject(asObject(Array.isArray(channels) ? channels[0] : null)['ftp']);
  return ftp['permit'] === 0 && ftp['ver'] === 0;
}

async function rtspOf(session: ReolinkSession): Promise<{ port: number; warnings: readonly string[] }> {
  const reply = await session.command('GetNetPort');
  const ports = reply.kind === 'fine' ? asObject(reply.value['NetPort']) : {};
  const port = ports['rtspPort'];
  const words =
    "Live pictures need RTSP, which is off: switch it on in the camera's app, under Network, Server Settings.";
  return { port: typeof port === 'number' ? port : RTSP_PORT, warnings: ports['rtspEnable'] === 0 ? [words] : [] };
}

function addresses(line: CameraLine, access: CameraAccess, rtspPort: number) {
  return {
    snapshotUrl: `${line.origin}${snapshotPath(access)}`,
    liveUrlHd: streamUrl('main', access, line.hostName, rtspPort),
    liveUrlSd: streamUrl('sub', access, line.hostName, rtspPort),
  };
}
