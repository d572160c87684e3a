import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import { INCOMING_FOLDER, type MediaPath, PEOPLE_FOLDER } from '../domain/media-path.ts';
import type { MediaRoot } from '../runtime/media-root.ts';

/** The pictures of known people, under ROOT_DIR, where their addresses are served: one folder a person. */
export class GalleryPictures {
  readonly #media: MediaRoot;

  constructor(media: MediaRoot) {
    this.#media = media;
  }

  /** Puts an uploaded picture where nobody takes it for an asset; what is forgotten there goes at the next start. */
  async stage(image: Uint8Array): Promise<MediaPath> {
    const file = this.stagingName();
    await this.#written(file, async (path) => writeFile(path, image));
    return file;
  }

  stagingName(): MediaPath {
    return `${INCOMING_FOLDER}/${randomUUID()}.jpg`;
  }

  /** Moves a picture into the person's folder; answers where it is. */
  async keep(picture: MediaPath, personId: number): Promise<MediaPath> {
    const file = newName(personId);
    await this.#written(file, async (path) => rename(await this.#media.existing(picture), path));
    return file;
  }

  /** As keep, and leaves the original. */
  async copy(picture: MediaPath, personId: number): Promise<MediaPath> {
    const file = newName(personId);
    await this.#written(file, async (path) => copyFile(await this.#media.existing(picture), path));
    return file;
  }

  async write(image: Uint8Array, personId: number): Promise<MediaPath> {
    const file = newName(personId);
    await this.#written(file, async (path) => writeFile(path, image));
    return file;
  }

  /** @param file a free path in a person's folder */
  async writeAs(file: MediaPath, image: Uint8Array): Promise<MediaPath> {
    await this.#written(file, async (path) => writeFile(path, image, { flag: 'wx' }));
    return file;
  }

  /** Those that are there are gone afterwards. @throws the file system's error when one cannot be deleted */
  async remove(files: readonly MediaPath[]): Promise<void> {
    for (const file of files) {
      try {
        await rm(await this.#media.existing(file), { force: true });
      } catch (error) {
        if (!(error instanceof ConciergeError)) throw error;
      }
    }
  }

  /** Removes what lies in the people's folders and is not among these, and folders that are empty. */
  async removeOthers(wanted: ReadonlySet<MediaPath>): Promise<number> {
    let removed = 0;
    for (const folder of await this.#entries(PEOPLE_FOLDER)) {
      const files = (await this.#entries(folder)).filter((file) => !wanted.has(file));
      await this.remove(files);
      removed += files.length;
      if ((await this.#entries(folder)).length === 0)
        await rm(this.#media.pathOf(folder), { recursive: true, force: true });
    }
    return removed;
  }

  async #entries(folder: MediaPath): Promise<MediaPath[]> {
    try {
      return (await readdir(await this.#media.existing(folder))).map((name) => `${folder}/${name}`);
    } catch {
      return [];
    }
  }

  async #written(file: MediaPath, write: (path: string) => Promise<void>): Promise<void> {
    const folder = posix.dirname(file);
    try {
      await mkdir(this.#media.pathOf(folder), { recursive: true });
      await this.#media.existing(folder);
      await write(this.#media.pathOf(file));
    } catch (cause) {
      if (cause instanceof ConciergeError) throw cause;
      const message = `Cannot write "${file}": ${messageOf(cause)}. The folder under ROOT_DIR must be writable and have space.`;
      throw new ConciergeError('FOLDER_UNWRITABLE', message, { cause });
    }
  }
}

function newName(personId: number): MediaPath {
  return `${PEOPLE_FOLDER}/${personId}/${randomUUID()}.jpg`;
}
