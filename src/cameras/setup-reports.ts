import { cameraNameKey } from '../domain/camera-name.ts';
import type { CameraConfigured, CameraFailure, SetupReport, SetupReports } from '../ports/camera-setup.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { Clock } from '../runtime/clock.ts';

/** Reports in memory, what lasts in the rows. */
export class CameraSetupReports implements SetupReports {
  readonly #config: ConfigStore;
  readonly #clock: Clock;
  readonly #reports = new Map<number, SetupReport>();

  constructor(config: ConfigStore, clock: Clock) {
    this.#config = config;
    this.#clock = clock;
  }

  async keep(cameraName: string, outcome: CameraConfigured | CameraFailure): Promise<void> {
    const camera = this.#camera(cameraName);
    if (camera === null) return;
    this.#reports.set(camera.id, this.#reportOf(outcome));
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
    return camera === null ? null : (this.#reports.get(camera.id) ?? null);
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
