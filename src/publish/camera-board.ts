import type { EventDetails, History } from '../ports/history.ts';
import type { Clock } from '../runtime/clock.ts';
import type { CameraDevice } from './camera-device.ts';
import {
  type CameraMemory,
  type CameraState,
  cameraState,
  forgetSeen,
  NOTHING_SEEN,
  nextClearMs,
  remember,
  rememberUploads,
} from './camera-state.ts';

/** How far back the last detection is looked for: a tree in the wind makes many events that show nothing. */
const RESTORE_EVENTS = 200;
const RESTORE_PAGE = 20;

/** The state of every camera, kept up as events come and as shapes are gone. */
export class CameraBoard {
  readonly #clock: Clock;
  readonly #onCleared: (cameraId: number) => void;
  readonly #memories = new Map<number, CameraMemory>();
  readonly #timers = new Map<number, () => void>();

  constructor(clock: Clock, onCleared: (cameraId: number) => void) {
    this.#clock = clock;
    this.#onCleared = onCleared;
  }

  /** Builds up the memory of a camera from history, as after a start; nothing from before `clearedAtMs` counts as seen. */
  restore(cameraId: number, history: Pick<History, 'events'>, clearedAtMs: number): void {
    let memory: CameraMemory = { ...NOTHING_SEEN, clearedAtMs };
    for (let offset = 0; offset < RESTORE_EVENTS && memory.last === null; offset += RESTORE_PAGE) {
      const newestFirst = history.events({ cameraId, limit: RESTORE_PAGE, offset });
      for (const event of newestFirst.toReversed()) memory = remember(memory, event, this.#clock.nowMs(), null);
      if (newestFirst.length < RESTORE_PAGE) break;
    }
    this.#keep(cameraId, memory);
  }

  record(event: EventDetails): void {
    const nowMs = this.#clock.nowMs();
    this.#keep(event.cameraId, remember(this.#memoryOf(event.cameraId), event, nowMs, nowMs));
  }

  /** Something may have been uploaded. */
  noteUploads(cameraId: number, history: Pick<History, 'events'>): void {
    const assets = history.events({ cameraId, limit: 1 }).flatMap((event) => event.assets);
    this.#memories.set(cameraId, rememberUploads(this.#memoryOf(cameraId), assets));
  }

  /** As if nothing had been seen until now. */
  clear(cameraId: number): void {
    this.#keep(cameraId, forgetSeen(this.#memoryOf(cameraId), this.#clock.nowMs()));
  }

  stateOf(device: CameraDevice): CameraState {
    return cameraState(this.#memoryOf(device.cameraId), device, this.#clock.nowMs());
  }

  knows(cameraId: number): boolean {
    return this.#memories.has(cameraId);
  }

  /** Drops every camera that is not among these. */
  keepOnly(cameraIds: ReadonlySet<number>): void {
    for (const cameraId of [...this.#memories.keys()]) {
      if (cameraIds.has(cameraId)) continue;
      this.#timers.get(cameraId)?.();
      this.#timers.delete(cameraId);
      this.#memories.delete(cameraId);
    }
  }

  stop(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  #memoryOf(cameraId: number): CameraMemory {
    return this.#memories.get(cameraId) ?? NOTHING_SEEN;
  }

  #keep(cameraId: number, memory: CameraMemory): void {
    this.#memories.set(cameraId, memory);
    this.#await(cameraId);
  }

  #await(cameraId: number): void {
    this.#timers.get(cameraId)?.();
    this.#timers.delete(cameraId);
    const nowMs = this.#clock.nowMs();
    const clearMs = nextClearMs(this.#memoryOf(cameraId), nowMs);
    if (clearMs === null) return;
    const cancel = this.#clock.after(clearMs - nowMs, () => {
      this.#await(cameraId);
      this.#onCleared(cameraId);
    });
    this.#timers.set(cameraId, cancel);
  }
}
