import type { CameraConfigured, CameraFailure } from '../ports/camera-setup.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { Clock } from '../runtime/clock.ts';
import { cameraNamed } from './camera-request.ts';

/** How the last setup of a camera went, in words. */
export interface SetupReport {
  readonly state: 'OK' | 'NOK';
  /** Why it is NOK; empty when it is OK. */
  readonly reason: string;
  readonly warnings: readonly string[];
  /** ISO 8601 UTC. */
  readonly time: string;
}

/** What is kept of setups: state and addresses in the camera's row, the words in memory until the next start. */
export class CameraStates {
  readonly #config: ConfigStore;
  readonly #clock: Clock;
  readonly #reports = new Map<number, SetupReport>();

  constructor(config: ConfigStore, clock: Clock) {
    this.#config = config;
    this.#clock = clock;
  }

  /** A camera that is not configured has nothing to keep. */
  async keep(cameraName: string, outcome: CameraConfigured | CameraFailure): Promise<void> {
    const camera = cameraNamed(this.#config.read(), cameraName);
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

  /** Null for a camera that was not set up since the start, or is none. */
  report(cameraName: string): SetupReport | null {
    const camera = cameraNamed(this.#config.read(), cameraName);
    return camera === null ? null : (this.#reports.get(camera.id) ?? null);
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
