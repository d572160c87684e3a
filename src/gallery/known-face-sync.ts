import { randomUUID } from 'node:crypto';
import type { ConfigDocument, KnownObject } from '../domain/config-records.ts';
import {
  type DescribedPictures,
  describedInWords,
  describePictures,
  pictureProblem,
} from '../domain/describe-pictures.ts';
import type { Face } from '../domain/face.ts';
import { personKey, personNamed, personObjects } from '../domain/known-people.ts';
import { parseMediaPath } from '../domain/media-path.ts';
import { nextId } from '../domain/next-id.ts';
import type { ReadonlyConfig } from '../ports/config-store.ts';
import type { KnownFace } from '../ports/face-store.ts';
import { forgetPerson } from './forget-person.ts';
import type { GalleryParts } from './gallery-parts.ts';

const READ_DEADLINE_MS = 60_000;

/**
 * Brings what the machine knows of people in line with what people have written down: known objects of the shape `person`
 * get their embeddings, and of what was deleted, embeddings, pictures and faces go.
 */
export class KnownFaceSync {
  readonly name = 'known faces';
  readonly schedule = '*/15 * * * *';
  readonly #parts: GalleryParts;

  constructor(parts: GalleryParts) {
    this.#parts = parts;
  }

  /** Answers in words what was done. */
  async run(signal: AbortSignal): Promise<string> {
    return this.#parts.inTurn.run(async () => {
      await this.#nameNewPeople();
      const forgotten = await this.#forgetDeleted();
      const described = await this.#computeMissing(signal);
      if (forgotten + described.computed > 0) {
        this.#parts.memory.forget();
        this.#parts.changed();
      }
      const known = this.#parts.store.knownFaces().filter(({ embedding }) => embedding !== null).length;
      return describedInWords(known, described);
    });
  }

  /** A known object that gives a new name makes a new person. */
  async #nameNewPeople(): Promise<void> {
    const { config } = this.#parts;
    if (namelessPeople(config.read()).length === 0) return;
    await config.change((draft) => {
      for (const name of namelessPeople(draft)) {
        draft.people.push({ id: nextId(draft, 'people'), uuid: randomUUID(), name, ignored: false });
      }
    });
  }

  async #forgetDeleted(): Promise<number> {
    const { config, store, pictures } = this.#parts;
    const document = config.read();
    const rows = new Map(personObjects(document).map((row) => [row.id, row]));
    const gone = store
      .knownFaces()
      .filter((face) => rows.get(face.knownObjectId)?.file_path_image !== face.file)
      .map((face) => face.knownObjectId);
    store.removeKnownFaces(gone);
    const people = new Set(document.people.map(({ id }) => id));
    const left = store.judgedPeople().filter((id) => !people.has(id));
    for (const personId of left) await forgetPerson(this.#parts, personId);
    const wanted = new Set(document.known_objects.flatMap((row) => parseMediaPath(row.file_path_image) ?? []));
    await pictures.removeOthers(wanted);
    return gone.length + left.length;
  }

  async #computeMissing(signal: AbortSignal): Promise<DescribedPictures> {
    const { config, store } = this.#parts;
    const known = new Map(store.knownFaces().map((face) => [face.knownObjectId, face]));
    const missing = personObjects(config.read()).filter((row) => isMissing(row, known.get(row.id)));
    const described = await describePictures(
      missing,
      async (row) => store.putKnownFace(await this.#compute(row, signal)),
      signal,
    );
    await this.#sayDone();
    return described;
  }

  async #compute(row: Readonly<KnownObject>, signal: AbortSignal): Promise<KnownFace> {
    const { reader, clock } = this.#parts;
    const file = parseMediaPath(row.file_path_image);
    const about = { knownObjectId: row.id, file: row.file_path_image, computedAtMs: clock.nowMs() };
    const failed = (problem: string) => ({ ...about, embedding: null, quality: null, problem });
    if (file === null) return failed('is no path under ROOT_DIR');
    try {
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(READ_DEADLINE_MS)]);
      const { faces } = await reader.read({ file, pictures: null }, deadline);
      const best = bestOf(faces);
      if (!best) return failed('shows no face');
      if (best.embedding === null) return failed(`its face is not good enough: ${best.fault}`);
      return { ...about, embedding: best.embedding, quality: best.quality.score, problem: null };
    } catch (error) {
      return failed(pictureProblem(error));
    }
  }

  /** The wire's fields say what is so. */
  async #sayDone(): Promise<void> {
    const { config, store } = this.#parts;
    const done = new Set(store.knownFaces().flatMap((face) => (face.embedding ? face.knownObjectId : [])));
    const isWrong = (row: Readonly<KnownObject>) =>
      row.deep_learning_done !== done.has(row.id) || row.identified !== (personKey(row.name) !== '');
    if (!personObjects(config.read()).some(isWrong)) return;
    await config.change((draft) => {
      for (const row of personObjects(draft)) {
        row.deep_learning_done = done.has(row.id);
        row.identified = personKey(row.name) !== '';
      }
    });
  }
}

/** Who writes `deep_learning_done` as false wants it computed again. */
function isMissing(row: Readonly<KnownObject>, known: KnownFace | undefined): boolean {
  return known === undefined || (known.embedding !== null && !row.deep_learning_done);
}

/** The names of known objects that no person has, each once. */
function namelessPeople(document: ReadonlyConfig | ConfigDocument): string[] {
  const names = personObjects(document).map((row) => row.name.trim());
  const missing = names.filter((name) => personKey(name) !== '' && personNamed(document, name) === null);
  return [...new Map(missing.map((name) => [personKey(name), name])).values()];
}

function bestOf(faces: readonly Face[]): Face | null {
  return faces.toSorted((a, b) => Number(a.embedding === null) - Number(b.embedding === null))[0] ?? null;
}
