import { randomUUID } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import { messageOf } from '../domain/concierge-error.ts';
import type { MediaPath } from '../domain/media-path.ts';
import type { MediaMarks } from '../ports/retention.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import { writeFileDurably } from '../runtime/write-file-durably.ts';
import { isAbsent } from './is-absent.ts';

/** Cameras can neither write nor overwrite a name that begins with a dot. */
export const MARK_FILE = '.concierge-media';
const LOOKED_AT = 40;
/** A folder without our mark is still ours when so much is there: it was moved without hidden files, or is not marked yet. */
const LEAST_SHARE = 1 / 4;

/**
 * Whether ROOT_DIR is the folder in which recordings are kept. Where a share or disk is not mounted there is an empty folder
 * in its place, into which uploads go on: what should be there and is not has not been deleted then. A file with our mark
 * in it tells; without one, whether what should be there is.
 */
export class MediaPresence {
  readonly #media: MediaRoot;
  readonly #marks: MediaMarks;

  constructor(media: MediaRoot, marks: MediaMarks) {
    this.#media = media;
    this.#marks = marks;
  }

  /** Null: it is there; else what is wrong, in words. */
  async absence(): Promise<string | null> {
    let found: string | null;
    try {
      found = await this.#read();
    } catch (error) {
      return `ROOT_DIR cannot be read: ${messageOf(error)}. Nothing is given up that is missing there`;
    }
    if (found === null || found !== this.#marks.mark()) {
      const files = this.#marks.someFiles(LOOKED_AT);
      const there = files.length - (await this.#countAbsent(files));
      if (there < files.length * LEAST_SHARE) return absent(files.length, there);
    }
    await this.#note(found);
    return null;
  }

  /** What is missing is gone for good: somebody says so. */
  async accept(): Promise<void> {
    await this.#note(await this.#read());
  }

  async #note(found: string | null): Promise<void> {
    const mark = found ?? randomUUID();
    if (found === null) await writeFileDurably(this.#media.pathOf(MARK_FILE), `${mark}\n`);
    this.#marks.note(mark);
  }

  async #read(): Promise<string | null> {
    try {
      const text = await readFile(this.#media.pathOf(MARK_FILE), 'utf8');
      return text.trim().slice(0, 100) || null;
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  }

  async #countAbsent(files: readonly MediaPath[]): Promise<number> {
    const absent = await Promise.all(files.map((file) => lstat(this.#media.pathOf(file)).then(() => false, isAbsent)));
    return absent.filter(Boolean).length;
  }
}

function absent(wanted: number, there: number): string {
  return `ROOT_DIR is not where recordings were kept: of ${wanted} files that were looked for, ${there} are there. Mount the share or disk again; what is missing is kept until then. If it is gone for good, say so: POST /rest/disk/accept`;
}
