import type { Removal, RetentionReason } from '../domain/retention.ts';
import { bytesInWords } from './job-words.ts';

const WORDS: Readonly<Record<RetentionReason, string>> = {
  age: 'by age',
  disk: 'to make room',
  'no camera': 'of no camera',
};

/** What a run has deleted so far. */
export class CleanupTally {
  #finished: number;
  #files = 0;
  #freedBytes = 0;
  readonly #counts = new Map<RetentionReason, number>();

  /** @param finished files of an earlier run that had been cut short */
  constructor(finished: number) {
    this.#finished = finished;
  }

  get files(): number {
    return this.#files;
  }

  get freedBytes(): number {
    return this.#freedBytes;
  }

  add(removals: readonly Removal[]): void {
    for (const { unit, reason } of removals) {
      this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
      this.#files += unit.assets.length;
      this.#freedBytes += unit.sizeBytes;
    }
  }

  words(): string {
    const parts = [...this.#counts].map(([reason, count]) => `${count} ${WORDS[reason]}`);
    if (this.#finished > 0) parts.push(`${this.#finished} files that an earlier run had begun with`);
    if (parts.length === 0) return 'nothing had to go';
    return `deleted ${parts.join(', ')} (${this.#files} recordings and pictures, ${bytesInWords(this.#freedBytes)})`;
  }
}
