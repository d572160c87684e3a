import type { MediaFile } from './media-files.ts';

/** Of all files that are offered and come after `after`, the `limit` oldest: memory stays bounded however many there are. */
export class OldestFiles {
  readonly #limit: number;
  readonly #after: MediaFile | null;
  #files: MediaFile[] = [];
  #overflowed = false;

  constructor(limit: number, after: MediaFile | null) {
    this.#limit = limit;
    this.#after = after;
  }

  offer(file: MediaFile): void {
    if (this.#after !== null && byAge(file, this.#after) <= 0) return;
    this.#files.push(file);
    if (this.#files.length >= 2 * this.#limit) this.#shorten();
  }

  /** Oldest first; `more`: others were left out. */
  take(): { readonly files: readonly MediaFile[]; readonly more: boolean } {
    this.#shorten();
    return { files: this.#files, more: this.#overflowed };
  }

  #shorten(): void {
    this.#files.sort(byAge);
    if (this.#files.length <= this.#limit) return;
    this.#files.length = this.#limit;
    this.#overflowed = true;
  }
}

/** A total order, so that a scan in several passes meets each file once. */
function byAge(a: MediaFile, b: MediaFile): number {
  if (a.modifiedAtMs !== b.modifiedAtMs) return a.modifiedAtMs - b.modifiedAtMs;
  if (a.file === b.file) return 0;
  return a.file < b.file ? -1 : 1;
}
