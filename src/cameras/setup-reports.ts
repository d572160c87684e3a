import { cameraNameKey } from '../domain/camera-name.ts';
import type {
  CameraConfigured,
  CameraFailure,
  CameraProblem,
  SetupReport,
  SetupReports,
} from '../ports/camera-setup.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { KeptSetup, SetupReportStore } from '../ports/setup-report-store.ts';
import type { Clock } from '../runtime/clock.ts';

/** Over restarts where there is a store; what others read of a camera is in its row. */
export class CameraSetupReports implements SetupReports {
  readonly #config: ConfigStore;
  readonly #clock: Clock;
  readonly #store: SetupReportStore | null;
  readonly #kept: Map<number, KeptSetup>;

  constructor(config: ConfigStore, clock: Clock, store: SetupReportStore | null = null) {
    this.#config = config;
    this.#clock = clock;
    this.#store = store;
    store?.keepOnly(config.read().cameras.map(({ id }) => id));
    this.#kept = new Map(store?.all());
  }

  async keep(cameraName: string, outcome: CameraConfigured | CameraFailure): Promise<void> {
    const camera = this.#camera(cameraName);
    if (camera === null) return;
    const kept = { report: this.#reportOf(outcome), problem: outcome.kind === 'failed' ? outcome.problem : null };
    this.#kept.set(camera.id, kept);
    this.#store?.put(camera.id, kept);
    const fields = outcome.kind === 'failed' ? { state: 'NOK' as const } : { state: 'OK' as const, ...urls(outcome) };
    // Whoever watches rows may be who called, and would call again after a change.
    if (Object.entries({ ...camera, ...fields }).every(([field, value]) => sameIn(camera, field, value))) return;
    await this.#config.change((draft) => {
      const row = draft.cameras.find(({ id }) => id === camera.id);
      if (row) Object.assign(row, fields);
    });
  }

  report(cameraName: string): SetupReport | null {
    const camera = this.#camera(cameraName);
    return camera === null ? null : (this.#kept.get(camera.id)?.report ?? null);
  }

  problem(cameraName: string): CameraProblem | null {
    const camera = this.#camera(cameraName);
    return camera === null ? null : (this.#kept.get(camera.id)?.problem ?? null);
  }

  #camera(name: string) {
    const key = cameraNameKey(name);
    return this.#config.read().cameras.find((camera) => cameraNameKey(camera.name) === key) ?? null;
  }

  #reportOf(outcome: CameraConfigured | CameraFailure): SetupReport {
    const time = new Date(this.#clock.nowMs()).toISOString();
    if (outcome.kind === 'failed') return { state: 'NOK', reason: outcome.why, warnings: [], time };
    return { state: 'OK', reason: '', warnings: outcome.warnings, time };
  }
}

function sameIn(row: object, field: string, value: unknown): boolean {
  return Object.entries(row).some(([name, kept]) => name === field && kept === value);
}

function urls({ snapshotUrl, liveUrlHd, liveUrlSd }: CameraConfigured) {
  return {
    snapshot_url: withoutLogin(snapshotUrl),
    live_url_hd: withoutLogin(liveUrlHd),
    live_url_sd: withoutLogin(liveUrlSd),
  };
}

/** Rows are read by everybody, and a camera's password never is. */
function withoutLogin(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  for (const name of ['user', 'password', 'rs']) url.searchParams.delete(name);
  return url.href;
}
