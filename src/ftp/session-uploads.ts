import type { MediaPath } from '../domain/media-path.ts';

/** A file that this session uploaded whole, but that is no asset by its name (yet). */
export interface OwnUpload {
  /** The path of the machine where its bytes are. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Kept in `.incoming`, to go with the session unless it is renamed. */
  readonly hidden: boolean;
}

const MAX_REMEMBERED = 1000;

/** What one session may rename and delete again: its own files under temporary and other names, never an asset. */
export class SessionUploads {
  readonly #uploads = new Map<MediaPath, OwnUpload>();

  get(file: MediaPath): OwnUpload | null {
    return this.#uploads.get(file) ?? null;
  }

  /** @returns a hidden upload that was forgotten for this one and has to be removed, or null */
  keep(file: MediaPath, upload: OwnUpload): OwnUpload | null {
    const replaced = this.#uploads.get(file) ?? null;
    this.#uploads.set(file, upload);
    if (replaced?.hidden) return replaced;
    const [oldest] = this.#uploads;
    if (this.#uploads.size <= MAX_REMEMBERED || !oldest) return null;
    this.#uploads.delete(oldest[0]);
    return oldest[1].hidden ? oldest[1] : null;
  }

  forget(file: MediaPath): void {
    this.#uploads.delete(file);
  }

  /** Empties the list; answers what must not outlive the session. */
  takeHidden(): readonly OwnUpload[] {
    const hidden = [...this.#uploads.values()].filter((upload) => upload.hidden);
    this.#uploads.clear();
    return hidden;
  }
}
