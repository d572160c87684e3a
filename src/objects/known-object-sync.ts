import type { Appearance } from '../domain/appearance.ts';
import {
  type DescribedPictures,
  describedInWords,
  describePictures,
  pictureProblem,
} from '../domain/describe-pictures.ts';
import { isNamed, type ThingRow, thingRows } from '../domain/known-things.ts';
import { type MediaPath, parseMediaPath } from '../domain/media-path.ts';
import type { AppearanceReader } from '../ports/appearance.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { KnownAppearance, ObjectStore } from '../ports/object-store.ts';
import type { Clock } from '../runtime/clock.ts';

const READ_DEADLINE_MS = 60_000;

export interface KnownObjectSyncParts {
  readonly config: ConfigStore;
  readonly store: ObjectStore;
  readonly reader: AppearanceReader;
  /** By a picture's path: what is known of it already. */
  readonly prepared: ReadonlyMap<MediaPath, Appearance>;
  /** What is known is another than before. */
  readonly changed: () => void;
  readonly clock: Clock;
}

/**
 * Brings what the machine knows of objects in line with what people have written down: known objects that are no persons
 * get their appearance, and that of deleted ones goes.
 */
export class KnownObjectSync {
  readonly name = 'known objects';
  readonly schedule = '*/15 * * * *';
  readonly #parts: KnownObjectSyncParts;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: KnownObjectSyncParts) {
    this.#parts = parts;
  }

  /** Answers in words what was done. One run after another. */
  run(signal: AbortSignal): Promise<string> {
    const own = this.#last.then(() => this.#run(signal));
    this.#last = own.catch(() => {});
    return own;
  }

  async #run(signal: AbortSignal): Promise<string> {
    const { store, changed } = this.#parts;
    const forgotten = this.#forgetDeleted();
    const described = await this.#computeMissing(signal);
    await this.#sayDone();
    if (forgotten + described.computed > 0) changed();
    const known = store.known().filter(({ appearance }) => appearance !== null).length;
    return describedInWords(known, described);
  }

  #forgetDeleted(): number {
    const { config, store } = this.#parts;
    const rows = new Map(thingRows(config.read()).map((thing) => [thing.row.id, thing]));
    const gone = store.known().filter(({ knownObjectId, file, shape }) => {
      const thing = rows.get(knownObjectId);
      return thing?.row.file_path_image !== file || thing.shape !== shape;
    });
    store.removeKnown(gone.map(({ knownObjectId }) => knownObjectId));
    return gone.length;
  }

  #computeMissing(signal: AbortSignal): Promise<DescribedPictures> {
    const { config, store } = this.#parts;
    const known = new Map(store.known().map((one) => [one.knownObjectId, one]));
    const missing = thingRows(config.read()).filter(({ row }) => isMissing(row, known.get(row.id)));
    return describePictures(missing, async (thing) => store.putKnown(await this.#compute(thing, signal)), signal);
  }

  /** A snapshot of an event was described when it was made, from the frame itself. */
  async #compute({ row, shape }: ThingRow, signal: AbortSignal): Promise<KnownAppearance> {
    const { store, reader, prepared, clock } = this.#parts;
    const about = { knownObjectId: row.id, file: row.file_path_image, shape, computedAtMs: clock.nowMs() };
    const file = parseMediaPath(row.file_path_image);
    if (file === null) return { ...about, appearance: null, problem: 'is no path under ROOT_DIR' };
    const seen = prepared.get(file) ?? store.appearanceOfSnapshot(file);
    if (seen) return { ...about, appearance: seen, problem: null };
    try {
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(READ_DEADLINE_MS)]);
      return { ...about, appearance: await reader.readAppearance({ file, shape }, deadline), problem: null };
    } catch (error) {
      return { ...about, appearance: null, problem: pictureProblem(error) };
    }
  }

  /** The wire's fields say what is so. */
  async #sayDone(): Promise<void> {
    const { config, store } = this.#parts;
    const done = new Set(store.known().flatMap(({ knownObjectId, appearance }) => (appearance ? knownObjectId : [])));
    const isWrong = ({ row }: ThingRow) =>
      row.deep_learning_done !== done.has(row.id) || row.identified !== isNamed(row);
    const wrong = new Set(thingRows(config.read()).flatMap((thing) => (isWrong(thing) ? thing.row.id : [])));
    if (wrong.size === 0) return;
    await config.change((draft) => {
      for (const row of draft.known_objects) {
        if (!wrong.has(row.id)) continue;
        row.deep_learning_done = done.has(row.id);
        row.identified = isNamed(row);
      }
    });
  }
}

/** Who writes `deep_learning_done` as false wants it computed again. */
function isMissing(row: ThingRow['row'], known: KnownAppearance | undefined): boolean {
  return known === undefined || (known.appearance !== null && !row.deep_learning_done);
}
