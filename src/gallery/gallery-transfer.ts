import { nearestDistance } from '../domain/face-distance.ts';
import { type MediaPath, PEOPLE_FOLDER, parseMediaPath } from '../domain/media-path.ts';
import type { NewIds } from '../domain/plan-settings.ts';
import type { GalleryPart } from '../domain/settings-file.ts';
import type { KnownPictures, PicturePaths } from '../ports/settings-transfer.ts';
import type { GalleryParts } from './gallery-parts.ts';
import { isJpeg, readJpeg } from './read-picture.ts';

type FilePicture = GalleryPart['pictures'][number];

/** As base64, what an import of 64 MiB takes beside the rest. */
const MOST_JPEG_BYTES = 45 * 1024 * 1024;

/** The very same numbers: an import can be repeated. */
const SAME = 1e-3;

/** As GalleryPictures names its own: nothing of a camera's is called so. */
const OWN_PICTURE = new RegExp(`^${PEOPLE_FOLDER}/\\d{1,9}/[0-9a-f-]{36}\\.jpg$`);

/** The gallery's part of a settings file. */
export class GalleryTransfer implements KnownPictures {
  readonly #parts: GalleryParts;

  constructor(parts: GalleryParts) {
    this.#parts = parts;
  }

  async read(withPictures: boolean): Promise<GalleryPart | null> {
    const { config, store, media } = this.#parts;
    const known = new Map(store.knownFaces().map((face) => [face.knownObjectId, face]));
    const pictures: FilePicture[] = [];
    let bytes = 0;
    for (const { id, file_path_image: file } of config.read().known_objects) {
      const { embedding = null, quality = null } = known.get(id) ?? {};
      const jpeg = withPictures ? await readJpeg(media, file) : null;
      bytes += jpeg?.length ?? 0;
      if (bytes > MOST_JPEG_BYTES) return null;
      if (jpeg === null && embedding === null) continue;
      pictures.push({
        known_object: id,
        jpeg: jpeg?.toString('base64') ?? null,
        embedding: embedding && Array.from(embedding),
        quality,
      });
    }
    const rejected = store
      .rejectedFaces()
      .map(({ personId, embedding }) => ({ person: personId, embedding: Array.from(embedding) }));
    return { pictures, rejected };
  }

  async countNew(part: GalleryPart, paths: PicturePaths): Promise<number> {
    let count = 0;
    for (const { known_object: id, jpeg } of part.pictures) {
      const path = paths.get(id);
      if (path !== undefined && jpeg !== null && !(await this.#isHere(path, Buffer.from(jpeg, 'base64')))) count++;
    }
    return count;
  }

  async take(part: GalleryPart, paths: PicturePaths, change: (paths: PicturePaths) => Promise<NewIds>): Promise<void> {
    // In turn: else what is written here and not yet in the configuration is tidied up as nobody's.
    await this.#parts.inTurn.run(async () => {
      const { pictures, memory, changed } = this.#parts;
      const written = new Map<number, MediaPath>();
      try {
        for (const { known_object: id, jpeg } of part.pictures) {
          const path = paths.get(id);
          const bytes = jpeg === null ? null : Buffer.from(jpeg, 'base64');
          if (path === undefined || bytes === null || !isJpeg(bytes) || (await this.#isHere(path, bytes))) continue;
          written.set(id, await this.#write(path, bytes));
        }
        const placed = new Map([...paths, ...written]);
        const ids = await change(placed);
        this.#keepNumbers(part, placed, ids);
      } catch (error) {
        await pictures.remove([...written.values()]);
        throw error;
      } finally {
        memory.forget();
      }
      changed();
    });
  }

  /** A file of the same name with something else in it is left alone. */
  async #write(path: string, bytes: Buffer): Promise<MediaPath> {
    const { media, pictures } = this.#parts;
    const isFree =
      OWN_PICTURE.test(path) &&
      (await media.existing(path).then(
        () => false,
        () => true,
      ));
    return isFree ? pictures.writeAs(path, bytes) : pictures.write(bytes, 0);
  }

  async #isHere(path: string, bytes: Buffer): Promise<boolean> {
    return (await readJpeg(this.#parts.media, path))?.equals(bytes) ?? false;
  }

  /** What is lost of this is computed again. */
  #keepNumbers(part: GalleryPart, paths: PicturePaths, ids: NewIds): void {
    const { store, memory, clock } = this.#parts;
    const computedAtMs = clock.nowMs();
    memory.forget();
    const isKnown = new Set(store.knownFaces().flatMap((face) => (face.embedding ? face.knownObjectId : [])));
    const { notFaces } = memory.gallery;
    const rejected = store.rejectedFaces();
    store.inTransaction(() => {
      for (const { known_object: theirs, embedding, quality } of part.pictures) {
        const id = ids.get('known_objects')?.get(theirs);
        const file = parseMediaPath(paths.get(theirs) ?? '');
        if (id === undefined || file === null || embedding === null || isKnown.has(id)) continue;
        store.putKnownFace({
          knownObjectId: id,
          file: paths.get(theirs) ?? file,
          embedding,
          quality,
          problem: null,
          computedAtMs,
        });
      }
      for (const { person, embedding } of part.rejected) {
        const personId = person === null ? null : (ids.get('people')?.get(person) ?? 'nobody');
        if (personId === 'nobody') continue;
        const same = rejected.filter((face) => face.personId === personId).map((face) => face.embedding);
        if (nearestDistance(embedding, personId === null ? notFaces : same) > SAME) {
          store.reject({ personId, embedding }, computedAtMs);
        }
      }
    });
  }
}
