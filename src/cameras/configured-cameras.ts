import { messageOf } from '../domain/concierge-error.ts';
import type {
  ByHand,
  CameraAccess,
  CameraConfigured,
  CameraFailure,
  CameraFound,
  CameraPicture,
  CameraSetup,
  CameraSetupRequest,
  ConfiguredCameras,
  SetupReports,
} from '../ports/camera-setup.ts';
import type { ConfigStore, ReadonlyConfig } from '../ports/config-store.ts';
import type { Clock } from '../runtime/clock.ts';
import { FewAtOnce } from '../runtime/few-at-once.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Service, ServiceHealth } from '../runtime/service.ts';
import { type Callback, registerCallbacks } from './register-callbacks.ts';
import { resumeDelayMs, retryDelayMs } from './setup-retry.ts';

/** A camera that is slow with each of its answers, and takes a minute for its FTP test. */
const CONFIGURE_MS = 3 * 60_000;

/** Of those that nobody waits for: each loads the camera, our FTP server and the network. */
const MOST_AT_ONCE = 3;

type Camera = ReadonlyConfig['cameras'][number];

type Outcome = CameraConfigured | CameraFailure | ByHand | null;

interface Concern {
  readonly rest: string;
  readonly ftpLogin: string;
}

export interface ConfiguredCamerasParts {
  readonly config: ConfigStore;
  /** By brand, as in camera_brands, in small letters. */
  readonly setups: ReadonlyMap<string, CameraSetup>;
  readonly reports: SetupReports;
  /** What the brands' own ports serve, for camera_listeners. */
  readonly callbacks: readonly Callback[];
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Sets a camera up whenever its row is new or changes in what concerns it, in the background, a few at a time. One that is
 * away is tried again with longer and longer waits, over restarts.
 */
export class CameraSetups implements Service, ConfiguredCameras {
  readonly name = 'camera setup';
  readonly startsQuietly = true;
  readonly #parts: ConfiguredCamerasParts;
  readonly #stopping = new AbortController();
  readonly #seen = new Map<number, Concern>();
  readonly #running = new Map<number, Promise<Outcome>>();
  readonly #turns = new FewAtOnce(MOST_AT_ONCE);
  /** What ends the wait for another try. */
  readonly #waits = new Map<number, () => void>();
  #unsubscribe: () => void = () => {};

  constructor(parts: ConfiguredCamerasParts) {
    this.#parts = parts;
  }

  /** Cameras that are there already were set up when they were added, but for those that this failed with. */
  async start(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { config, callbacks, reports } = this.#parts;
    await registerCallbacks(config, callbacks);
    const document = config.read();
    for (const camera of document.cameras) {
      const concern = concernOf(camera, document);
      this.#seen.set(camera.id, concern);
      const delayMs = this.#canSetUp(camera) ? resumeDelayMs(camera, reports) : null;
      if (delayMs !== null) this.#tryAfter(delayMs, camera.id, concern, 0);
    }
    this.#unsubscribe = config.onChange((changed) => this.#look(changed));
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#stopping.abort(new Error('Concierge stops'));
    for (const cancel of this.#waits.values()) cancel();
    this.#waits.clear();
    await Promise.allSettled(this.#running.values());
  }

  health(): ServiceHealth {
    const count = this.#running.size;
    return { state: 'running', detail: count === 0 ? 'no camera is being set up' : `cameras being set up: ${count}` };
  }

  async setUp(cameraId: number, signal: AbortSignal): Promise<Outcome> {
    const running = this.#running.get(cameraId);
    const outcome = running && (await Promise.race([running, aborted(signal)]));
    return outcome ?? this.#configure(cameraId, signal);
  }

  async #configure(cameraId: number, signal: AbortSignal): Promise<Outcome> {
    const camera = this.#camera(cameraId);
    if (!camera) return null;
    const setup = this.#setupOf(camera);
    if (!setup) return byHand('set up');
    const lack = lackOf(camera);
    if (lack) return lack;
    const outcome = await setup.configure(requestFor(camera), signal);
    if (outcome.kind === 'configured') this.#endWait(cameraId);
    // Who gives up says nothing about the camera.
    if (outcome.kind === 'configured' || outcome.problem !== 'given up') {
      await this.#parts.reports.keep(camera.name, outcome);
    }
    return outcome;
  }

  begin(cameraId: number): boolean {
    const camera = this.#camera(cameraId);
    if (!camera || !this.#canSetUp(camera)) return false;
    if (!this.#running.has(cameraId)) this.#begin(cameraId, concernOf(camera, this.#parts.config.read()));
    return true;
  }

  async tryOut(
    typeId: number,
    access: CameraAccess,
    signal: AbortSignal,
  ): Promise<CameraFound | CameraFailure | ByHand | null> {
    const brand = brandOf({ brand: typeId }, this.#parts.config.read());
    if (brand === '') return null;
    const setup = this.#parts.setups.get(brand.toLowerCase());
    return setup ? setup.tryOut(access, signal) : byHand('tried');
  }

  async snapshot(cameraId: number, signal: AbortSignal): Promise<CameraPicture | CameraFailure | ByHand | null> {
    const camera = this.#camera(cameraId);
    if (!camera) return null;
    const setup = this.#setupOf(camera);
    return setup ? (lackOf(camera) ?? setup.snapshot(camera, signal)) : byHand('asked for a picture');
  }

  #look(document: ReadonlyConfig): void {
    for (const camera of document.cameras) {
      const concern = concernOf(camera, document);
      const before = this.#seen.get(camera.id);
      this.#seen.set(camera.id, concern);
      if (isNews(before, concern) && this.#canSetUp(camera)) this.#begin(camera.id, concern);
    }
  }

  #begin(cameraId: number, concern: Concern): void {
    if (this.#stopping.signal.aborted) return;
    this.#endWait(cameraId);
    const before = this.#running.get(cameraId) ?? Promise.resolve();
    this.#run(
      cameraId,
      before.then(() => this.#try(cameraId, concern, 0)),
    );
  }

  #run(cameraId: number, work: Promise<Outcome>): void {
    const run = work.catch((error: unknown) => this.#tell(error));
    this.#running.set(cameraId, run);
    void run.then(() => this.#running.get(cameraId) === run && this.#running.delete(cameraId));
  }

  #tryAfter(delayMs: number, cameraId: number, concern: Concern, attempt: number): void {
    this.#endWait(cameraId);
    const cancel = this.#parts.clock.after(delayMs, () => {
      this.#waits.delete(cameraId);
      if (!this.#running.has(cameraId)) this.#run(cameraId, this.#try(cameraId, concern, attempt));
    });
    this.#waits.set(cameraId, cancel);
  }

  #endWait(cameraId: number): void {
    this.#waits.get(cameraId)?.();
    this.#waits.delete(cameraId);
  }

  async #try(cameraId: number, concern: Concern, attempt: number): Promise<Outcome> {
    const outcome = await this.#turns.run(() => this.#configureUnlessOutdated(cameraId, concern));
    const delayMs = outcome?.kind === 'failed' ? retryDelayMs(outcome.problem, attempt) : null;
    if (delayMs !== null && !this.#stopping.signal.aborted) this.#tryAfter(delayMs, cameraId, concern, attempt + 1);
    return outcome;
  }

  /** Null: a newer row has a try of its own. */
  async #configureUnlessOutdated(cameraId: number, concern: Concern): Promise<Outcome> {
    if (this.#stopping.signal.aborted || isNews(concern, this.#seen.get(cameraId) ?? concern)) return null;
    return this.#configure(cameraId, AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(CONFIGURE_MS)]));
  }

  #tell(error: unknown): null {
    this.#parts.logger.error({ err: error }, `cannot keep how a camera's setup went: ${messageOf(error)}`);
    return null;
  }

  #camera(id: number): Camera | null {
    return this.#parts.config.read().cameras.find((camera) => camera.id === id) ?? null;
  }

  #canSetUp(camera: Camera): boolean {
    return lackOf(camera) === null && this.#setupOf(camera) !== null;
  }

  #setupOf(camera: Camera): CameraSetup | null {
    return this.#parts.setups.get(brandOf(camera, this.#parts.config.read()).toLowerCase()) ?? null;
  }
}

/** Null once the caller gives up. */
function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}

/** What its row does not have yet, without which nobody gets into it. */
function lackOf({ name, host, user, password }: Camera): CameraFailure | null {
  if (host !== '' && user !== '' && password !== '') return null;
  const field = host === '' ? 'host' : 'password';
  const what = host === '' ? 'address' : 'user or password';
  const why = `The row of ${name} has no ${what} yet: give it the camera's host, and the user and password of its administrator.`;
  return { kind: 'failed', problem: 'no account', field, why };
}

function byHand(what: string): ByHand {
  const why = `Cameras of this brand cannot be ${what} by Concierge; only Reolink's can`;
  return { kind: 'by hand', why };
}

function brandOf(
  camera: Pick<Camera, 'brand'>,
  { camera_types: types, camera_brands: brands }: ReadonlyConfig,
): string {
  const type = types.find(({ id }) => id === camera.brand);
  return brands.find(({ id }) => id === type?.brand)?.name ?? '';
}

/** What a camera has to be told of, when it changes. */
function concernOf(camera: Camera, document: ReadonlyConfig): Concern {
  const { name, host, user, password, timezone, ftp_user: ftpUser = '', ftp_password: ftpPassword = '' } = camera;
  const rest = JSON.stringify([name, brandOf(camera, document), host, user, password, timezone]);
  return { rest, ftpLogin: ftpUser === '' || ftpPassword === '' ? '' : `${ftpUser}:${ftpPassword}` };
}

/** A first FTP login is made by the setup itself, which knows it. */
function isNews(before: Concern | undefined, now: Concern): boolean {
  if (before?.rest !== now.rest) return true;
  return before.ftpLogin !== '' && before.ftpLogin !== now.ftpLogin;
}

function requestFor(camera: Camera): CameraSetupRequest {
  const { name, host, user, password, timezone } = camera;
  return { name, host, user, password, timezone };
}
