import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { reolink } from '../../../src/cameras/reolink.ts';
import { FtpDoctor } from '../../../src/doctor/ftp-doctor.ts';
import type { FtpLimits } from '../../../src/ftp/ftp-limits.ts';
import { FtpService } from '../../../src/ftp/ftp-service.ts';
import { settleCertificate } from '../../../src/ftp/tls-certificate.ts';
import type { FtpAccount, FtpAccounts } from '../../../src/ports/ftp-accounts.ts';
import type { FtpSessionDetails, FtpSessionFilter, FtpSessionStore } from '../../../src/ports/ftp-sessions.ts';
import type { Upload, UploadOutcome } from '../../../src/ports/intake.ts';
import { type Clock, systemClock } from '../../../src/runtime/clock.ts';
import { MediaRoot } from '../../../src/runtime/media-root.ts';
import { claimFreePorts } from '../../support/claim-ports.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { recordingLogger, silentLogger } from '../../support/test-logger.ts';

export const USER = 'camera';
export const PASSWORD = 'a long secret word';

/** An FTP service on free ports over a folder of its own, and everything that it announced. */
export interface FtpBench {
  readonly service: FtpService;
  readonly folder: string;
  readonly uploads: Upload[];
  readonly doctor: FtpDoctor;
  readonly lines: string[];
  readonly host: string;
  readonly port: number;
  readonly passivePortMin: number;
  readonly passivePortMax: number;
  /** Resolves as soon as a line of the log contains this text. */
  logged(text: string): Promise<void>;
  /** Every file under the folder, relative, sorted. */
  filesOnDisk(): Promise<string[]>;
}

export interface BenchOptions {
  readonly makeRoom?: () => Promise<void>;
  readonly host?: string;
  /** Instead of host, where the service is not meant to be reached. */
  readonly listenOn?: string;
  readonly port?: number;
  readonly passivePorts?: number;
  readonly passiveHost?: string | null;
  readonly addressForPeer?: (local: string, peer: string) => string;
  readonly limits?: Partial<FtpLimits>;
  readonly sessionStore?: FtpSessionStore;
  readonly requireTls?: boolean;
  readonly certificateFolder?: string;
  /** Beside the shared one; or all there are. */
  readonly accounts?: readonly FtpAccount[] | FtpAccounts;
  readonly clock?: Clock;
  readonly receive?: (upload: Upload) => Promise<UploadOutcome>;
}

export async function startFtp(context: TestContext, options: BenchOptions = {}): Promise<FtpBench> {
  const bench = await prepareFtp(context, options);
  await bench.service.start(new AbortController().signal);
  return { ...bench, port: bench.service.port };
}

/** As startFtp, but not started. */
export async function prepareFtp(context: TestContext, options: BenchOptions = {}): Promise<FtpBench> {
  // In a folder of its own, so that a test sees what appears beside it.
  const folder = join(await temporaryFolder(context), 'media');
  await mkdir(folder);
  const uploads: Upload[] = [];
  const { logger, lines, logged } = watchedLogger();
  const host = options.host ?? '127.0.0.1';
  const passivePortMin = await claimFreePorts(options.passivePorts ?? 10, host);
  const passivePortMax = passivePortMin + (options.passivePorts ?? 10) - 1;
  const receive =
    options.receive ??
    (async () => ({ kind: 'accepted', assetId: uploads.length, cameraName: 'Front', clockOffMs: null }));
  const doctor = new FtpDoctor({
    store: options.sessionStore ?? new MemorySessions(),
    cameraName: (id) => `camera ${id}`,
    clock: options.clock ?? systemClock,
    logger,
  });
  const shared = { user: USER, password: PASSWORD, cameraId: null, home: null };
  const { accounts: given = [] } = options;
  const named = (user: string) => ('named' in given ? [] : [shared, ...given]).filter((one) => one.user === user);
  const service = new FtpService({
    host: options.listenOn ?? host,
    port: options.port ?? 0,
    passivePortMin,
    passivePortMax,
    passiveHost: options.passiveHost ?? null,
    addressForPeer: options.addressForPeer ?? ((local) => local),
    certificateFolder: options.certificateFolder ?? (await certificateFolder()),
    requireTls: options.requireTls ?? false,
    accounts: 'named' in given ? given : { named },
    root: new MediaRoot(folder),
    recorder: doctor,
    receiver: {
      isTestFile: (file) => reolink.isTestFile(file),
      receive: async (upload) => {
        uploads.push(upload);
        return receive(upload);
      },
    },
    logger,
    clock: options.clock ?? systemClock,
    makeRoom: options.makeRoom ?? (async () => {}),
    limits: { minFreeBytes: 0, doubtMs: 30, ...options.limits },
  });
  context.after(() => service.stop());
  const filesOnDisk = async () => listFiles(folder);
  return {
    service,
    doctor,
    folder,
    uploads,
    lines,
    host,
    port: 0,
    passivePortMin,
    passivePortMax,
    logged,
    filesOnDisk,
  };
}

/** Without a bound. */
class MemorySessions implements FtpSessionStore {
  readonly #sessions: FtpSessionDetails[] = [];

  lastId(): number {
    return 0;
  }

  add(session: FtpSessionDetails): void {
    this.#sessions.unshift(session);
  }

  list({ limit, offset }: FtpSessionFilter): readonly FtpSessionDetails[] {
    return this.#sessions.slice(offset, offset + limit);
  }

  one(id: number): FtpSessionDetails | null {
    return this.#sessions.find((session) => session.id === id) ?? null;
  }
}

let ownCertificate: Promise<string> | null = null;

/** One a process: making an RSA key takes a while. */
async function certificateFolder(): Promise<string> {
  ownCertificate ??= makeCertificate();
  return ownCertificate;
}

async function makeCertificate(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'concierge-certificate-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await settleCertificate(folder, systemClock, silentLogger());
  return folder;
}

function watchedLogger() {
  const { logger, lines } = recordingLogger();
  const waiting = new Set<() => void>();
  const push = lines.push.bind(lines);
  lines.push = (...more) => {
    const length = push(...more);
    for (const check of waiting) check();
    return length;
  };
  const logged = (text: string) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!lines.some((line) => line.includes(text))) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  return { logger, lines, logged };
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  const files: string[] = [];
  for (const entry of entries) {
    if (existsSync(join(folder, entry)) && (await stat(join(folder, entry))).isFile()) files.push(entry);
  }
  return files.sort();
}
