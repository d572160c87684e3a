import { setImmediate } from 'node:timers/promises';
import type { DatabaseUpkeep } from '../ports/retention.ts';
import type { Job } from './job.ts';
import { bytesInWords } from './job-words.ts';

/** Some 10 ms of work on a slow disk, during which nothing else is answered. */
const PAGES_AT_A_TIME = 500;

/** Keeps the database quick and small: what the cleanup freed inside it goes back to the disk. */
export class DatabaseUpkeepJob implements Job {
  readonly name = 'database';
  /** When nothing of daylight saving happens, and cameras are quiet. */
  readonly schedule = '40 4 * * *';
  readonly #database: DatabaseUpkeep;

  constructor(database: DatabaseUpkeep) {
    this.#database = database;
  }

  async run(signal: AbortSignal): Promise<string> {
    const beforeBytes = this.#database.sizeBytes();
    let leftPages = this.#database.giveBackPages(PAGES_AT_A_TIME);
    for (let before = Number.POSITIVE_INFINITY; leftPages > 0 && leftPages < before && !signal.aborted; ) {
      before = leftPages;
      await setImmediate();
      leftPages = this.#database.giveBackPages(PAGES_AT_A_TIME);
    }
    this.#database.tidy();
    const sizeBytes = this.#database.sizeBytes();
    const given = beforeBytes > sizeBytes ? `, ${bytesInWords(beforeBytes - sizeBytes)} given back` : '';
    return `${bytesInWords(sizeBytes)}${given}`;
  }
}
