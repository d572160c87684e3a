import { type MediaPath, parseMediaPath } from '../domain/media-path.ts';
import {
  bytesToFree,
  type DiskMarks,
  type DiskShare,
  type DiskUsage,
  diskLevel,
  madeRoom,
  type Removal,
  type RetentionRules,
  SCARCE_BYTES,
} from '../domain/retention.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { EventViewers } from '../ports/panel/event-viewers.ts';
import type { RetentionStore } from '../ports/retention.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import { CleanupTally } from './cleanup-tally.ts';
import type { Job } from './job.ts';
import { percentInWords } from './job-words.ts';
import { MediaDisposal } from './media-disposal.ts';
import type { MediaPresence } from './media-presence.ts';
import { RemovalSearch } from './removal-search.ts';
import { UnitDisposal } from './unit-disposal.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Above this it does not wait for its hour. */
const URGENT_LEVEL = 0.95;
/** A disk that could not be brought below its mark is not tried for sooner again, unless by schedule. */
const HOPELESS_FOR_MS = 15 * MINUTE_MS;
/** Then it is the disk that refuses, not a file. */
const MAX_FAILURES = 100;
/** Where deleting makes no room it ends for so long. */
const USELESS_FOR_MS = DAY_MS;

export interface CleanupParts {
  readonly store: RetentionStore;
  readonly media: MediaRoot;
  /** While it is away, what is missing stays, with its rows. */
  readonly presence: Pick<MediaPresence, 'absence'>;
  readonly viewers: Pick<EventViewers, 'eventsGone'>;
  /** Pictures of known objects stay. */
  readonly config: Pick<ConfigStore, 'read'>;
  /** Of the file system under ROOT_DIR. */
  readonly disk: () => Promise<DiskUsage>;
  readonly marks: DiskMarks;
  /** Whose recordings go when room is made. */
  readonly share: DiskShare;
  /** What is older goes; 0: age does not matter. */
  readonly keepDays: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Deletes the oldest recordings with all that belongs to them, by age and so that the disk never fills. */
export class Cleanup implements Job {
  readonly name = 'cleanup';
  readonly schedule = '0 * * * *';
  readonly #parts: CleanupParts;
  readonly #units: UnitDisposal;
  readonly #disposal: MediaDisposal;
  /** Of the latest run. */
  #tally = new CleanupTally(0);
  #hopelessSinceMs = Number.NEGATIVE_INFINITY;
  #uselessSinceMs = Number.NEGATIVE_INFINITY;

  constructor(parts: CleanupParts) {
    this.#parts = parts;
    this.#disposal = new MediaDisposal(parts.media);
    this.#units = new UnitDisposal({ ...parts, disposal: this.#disposal });
  }

  /** When a run was killed, and when uploads outpace the hourly one. */
  async isUrgent(): Promise<boolean> {
    if (this.#isWithin(this.#hopelessSinceMs, HOPELESS_FOR_MS)) return false;
    if (this.#parts.store.marked(1).length > 0) return true;
    if (this.#isUseless()) return false;
    const disk = await this.#parts.disk();
    return diskLevel(disk) > Math.max(URGENT_LEVEL, this.#parts.marks.high) || disk.availableBytes < SCARCE_BYTES;
  }

  /** @throws Error in words when files could not be deleted, or too little could be */
  async run(signal: AbortSignal): Promise<string> {
    const absence = await this.#parts.presence.absence();
    // What was begun with may be half gone: nobody can tell while the share is away.
    const tally = new CleanupTally(absence === null ? await this.#units.begin(signal) : 0);
    this.#tally = tally;
    const before = await this.#parts.disk();
    for await (const removals of this.#removals(before, absence !== null, signal)) {
      tally.add(await this.#remove(removals, signal));
      if (this.#units.failures > MAX_FAILURES) break;
    }
    if (signal.aborted) return `ended early: ${tally.words()}`;
    return this.#conclude(before, tally, absence);
  }

  filesDone(): number {
    return this.#tally.files;
  }

  /** What a run would delete now; nothing is changed. */
  async dryRun(signal: AbortSignal): Promise<readonly Removal[]> {
    const found: Removal[] = [];
    const away = (await this.#parts.presence.absence()) !== null;
    for await (const removals of this.#removals(await this.#parts.disk(), away, signal)) found.push(...removals);
    return found;
  }

  async *#removals(disk: DiskUsage, away: boolean, signal: AbortSignal): AsyncGenerator<readonly Removal[]> {
    const { store, marks, share } = this.#parts;
    const device = await this.#disposal.device();
    const rules = (missingBytes: number) => this.#rules(missingBytes, away);
    const search = new RemovalSearch({ store, units: this.#units, device, share, rules, signal });
    yield* search.removals(this.#isUseless() ? 0 : bytesToFree(disk, marks));
  }

  #isUseless(): boolean {
    return this.#isWithin(this.#uselessSinceMs, USELESS_FOR_MS);
  }

  /** False as well when the clock has been set back since. */
  #isWithin(sinceMs: number, lengthMs: number): boolean {
    const passedMs = this.#parts.clock.nowMs() - sinceMs;
    return passedMs >= 0 && passedMs < lengthMs;
  }

  #rules(missingBytes: number, away: boolean): RetentionRules {
    const { clock, keepDays, config } = this.#parts;
    const pictures = config.read().known_objects.map((object) => parseMediaPath(object.file_path_image));
    return {
      nowMs: clock.nowMs(),
      keepMs: keepDays > 0 ? keepDays * DAY_MS : null,
      bytesToFree: missingBytes,
      keptFiles: new Set<MediaPath>(pictures.filter((file) => file !== null)),
      away,
    };
  }

  async #remove(removals: readonly Removal[], signal: AbortSignal): Promise<readonly Removal[]> {
    const gone = new Set(
      await this.#units.remove(
        removals.map(({ unit }) => unit),
        signal,
      ),
    );
    return removals.filter(({ unit }) => gone.has(unit));
  }

  async #conclude(before: DiskUsage, tally: CleanupTally, absence: string | null): Promise<string> {
    const { disk, marks, clock } = this.#parts;
    const after = await disk();
    const { failures } = this.#units;
    const words = `disk ${percentInWords(diskLevel(after))} full; ${tally.words()}`;
    const wasFull = bytesToFree(before, marks) > 0;
    if (tally.freedBytes > 0) this.#parts.logger.info({ was: percentInWords(diskLevel(before)) }, words);
    if (absence !== null) {
      this.#hopelessSinceMs = clock.nowMs();
      throw new Error(`${absence} (${words})`);
    }
    if (failures > 0) {
      this.#hopelessSinceMs = clock.nowMs();
      throw new Error(`${words}; ${failures} files could not be deleted: see the log`);
    }
    if (wasFull && !madeRoom(before, after, tally.freedBytes)) {
      this.#uselessSinceMs = clock.nowMs();
      throw new Error(
        `${words}; yet deleting made no room, as where snapshots of the disk keep everything: no more is deleted for a day. Make room on the disk under ROOT_DIR`,
      );
    }
    if (bytesToFree(after, marks) > 0) {
      this.#hopelessSinceMs = clock.nowMs();
      throw new Error(`${words}; what is left waits for analysis, is the newest of its camera, or is not ours`);
    }
    return words;
  }
}
