import { messageOf } from '../domain/concierge-error.ts';
import { HABIT_SPAN_MS, type UploadHabit, unusualSilenceMs } from '../domain/upload-habit.ts';
import type { ConfigStore, ReadonlyConfig } from '../ports/config-store.ts';
import type { ListeningTimes } from '../ports/listening-times.ts';
import type { Notices } from '../ports/notices.ts';
import type { UploadHabits } from '../ports/upload-habits.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Service, ServiceHealth } from '../runtime/service.ts';

const CHECK_MS = 10 * 60_000;
/** A habit of weeks does not change in an hour, and reading it costs. */
const LEARN_MS = 6 * 3_600_000;

interface SilenceWatchParts {
  readonly habits: UploadHabits;
  readonly listening: ListeningTimes;
  readonly config: ConfigStore;
  readonly notices: Notices;
  readonly clock: Clock;
  readonly logger: Logger;
}

type Camera = ReadonlyConfig['cameras'][number];

/** Tells when a camera has been silent for longer than its habit, and when it is heard again. */
export class SilenceWatch implements Service {
  readonly name = 'camera silence';
  readonly startsQuietly = true;
  readonly #parts: SilenceWatchParts;
  readonly #learned = new Map<number, { readonly habit: UploadHabit; readonly atMs: number }>();
  readonly #silent = new Map<string, string>();
  #cancelCheck: (() => void) | null = null;

  constructor(parts: SilenceWatchParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    const { listening, clock, notices, config } = this.#parts;
    listening.begin(clock.nowMs());
    this.#checkNow();
    // What an earlier run has said stays where it still is so.
    for (const { uuid } of config.read().cameras) if (!this.#silent.has(uuid)) notices.clear(noticeId(uuid));
    this.#checkLater();
  }

  async stop(): Promise<void> {
    this.#cancelCheck?.();
    this.#cancelCheck = null;
  }

  health(): ServiceHealth {
    if (this.#cancelCheck === null) return { state: 'stopped', detail: 'stopped' };
    const names = [...this.#silent.values()].map((name) => `"${name}"`);
    if (names.length === 0) return { state: 'running', detail: 'no camera is silent for longer than usual' };
    return { state: 'degraded', detail: `silent for longer than usual: ${names.join(', ')}` };
  }

  #checkLater(): void {
    this.#cancelCheck = this.#parts.clock.after(CHECK_MS, () => {
      this.#checkNow();
      this.#checkLater();
    });
  }

  #checkNow(): void {
    const { listening, clock, logger } = this.#parts;
    try {
      listening.goOn(clock.nowMs());
      this.#check();
    } catch (error) {
      logger.error({ error: messageOf(error) }, 'Cannot find out which cameras are silent.');
    }
  }

  #check(): void {
    const { cameras } = this.#parts.config.read();
    for (const uuid of this.#silent.keys()) {
      if (!cameras.some((camera) => camera.uuid === uuid)) this.#heard(uuid);
    }
    for (const camera of cameras) {
      const silentMs = this.#silenceOf(camera);
      if (silentMs === null) this.#heard(camera.uuid);
      else this.#isSilent(camera, silentMs);
    }
  }

  #silenceOf(camera: Camera): number | null {
    const habit = this.#habitOf(camera);
    const nowMs = this.#parts.clock.nowMs();
    const deafMs = habit.lastAtMs === null ? 0 : this.#parts.listening.deafMs(habit.lastAtMs, nowMs);
    return unusualSilenceMs(habit, nowMs, deafMs);
  }

  #habitOf({ id }: Camera): UploadHabit {
    const { habits, clock } = this.#parts;
    const nowMs = clock.nowMs();
    let learned = this.#learned.get(id);
    if (!learned || nowMs - learned.atMs >= LEARN_MS) {
      learned = { habit: habits.habit(id, nowMs - HABIT_SPAN_MS), atMs: nowMs };
      this.#learned.set(id, learned);
    }
    return { ...learned.habit, lastAtMs: habits.lastUploadAtMs(id) ?? learned.habit.lastAtMs };
  }

  #isSilent({ uuid, name }: Camera, silentMs: number): void {
    if (this.#silent.has(uuid)) return;
    this.#silent.set(uuid, name);
    const hours = Math.round(silentMs / 3_600_000);
    const message =
      `${name} has uploaded nothing for ${hours} hours, which is longer than usual for it. Look at its power, its network and its FTP settings. ` +
      "What its last FTP sessions came to is in Concierge's FTP doctor.";
    this.#parts.logger.warn({ camera: name }, message);
    this.#parts.notices.show(noticeId(uuid), { title: `Concierge: ${name} is silent`, message });
  }

  #heard(uuid: string): void {
    const name = this.#silent.get(uuid);
    if (name === undefined) return;
    this.#silent.delete(uuid);
    this.#parts.logger.info({ camera: name }, `${name} is no longer silent.`);
    this.#parts.notices.clear(noticeId(uuid));
  }
}

function noticeId(uuid: string): string {
  return `concierge_silent_${uuid}`;
}
