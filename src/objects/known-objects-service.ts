import type { Appearance } from '../domain/appearance.ts';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import { personKey } from '../domain/known-people.ts';
import { thingRows } from '../domain/known-things.ts';
import type { MediaPath } from '../domain/media-path.ts';
import { nextId } from '../domain/next-id.ts';
import type { ReadonlyConfig } from '../ports/config-store.ts';
import type { KnownObjectPictures, KnownObjects, ObjectEnrolment } from '../ports/known-objects.ts';
import type { ObjectGlance } from '../ports/panel/objects-glance.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Service, ServiceHealth } from '../runtime/service.ts';
import { type JudgePastParts, judgePast } from './judge-past.ts';
import { KnownObjectSync, type KnownObjectSyncParts } from './known-object-sync.ts';
import { objectGlances } from './object-glances.ts';
import type { ObjectMemory } from './object-memory.ts';

export interface KnownObjectsParts
  extends Omit<KnownObjectSyncParts, 'changed' | 'prepared'>,
    Omit<JudgePastParts, 'judge'> {
  readonly memory: ObjectMemory;
  readonly pictures: KnownObjectPictures;
  /** Between a picture and its row nobody tidies up. */
  readonly inTurn: { run<Result>(work: () => Promise<Result>): Promise<Result> };
  readonly logger: Logger;
}

const NAME_LENGTH = 100;

/** Known objects: keeps what the machine knows of them in line with what is written down. */
export class KnownObjectsService implements Service, KnownObjects {
  readonly name = 'known objects';
  readonly startsQuietly = true;
  /** Runs from time to time as well, for pictures that were missing. */
  readonly sync: KnownObjectSync;
  readonly #parts: KnownObjectsParts;
  /** Of pictures that were described when their event was analysed, until they are kept. */
  readonly #prepared = new Map<MediaPath, Appearance>();
  readonly #stopping = new AbortController();
  #unsubscribe = () => {};
  #seen = '';
  #isWanted = false;
  #isNews = false;
  #working: Promise<void> | null = null;

  constructor(parts: KnownObjectsParts) {
    this.#parts = parts;
    this.sync = new KnownObjectSync({ ...parts, prepared: this.#prepared, changed: () => this.#changed() });
  }

  async start(): Promise<void> {
    this.#unsubscribe = this.#parts.config.onChange((document) => this.#configChanged(document));
    this.#configChanged(this.#parts.config.read());
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#stopping.abort();
    await this.#working;
  }

  health(): ServiceHealth {
    const names = thingRows(this.#parts.config.read()).map(({ row }) => personKey(row.name));
    const count = new Set(names.filter((name) => name !== '')).size;
    return { state: 'running', detail: `${count} ${count === 1 ? 'object' : 'objects'}` };
  }

  /** Resolves when everything that is known is in line, and past events are judged by it. */
  async idle(): Promise<void> {
    await this.#working;
  }

  list(): readonly ObjectGlance[] {
    return objectGlances(thingRows(this.#parts.config.read()), this.#parts.store.known());
  }

  knownIds(): ReadonlySet<number> {
    return new Set(
      this.#parts.store.known().flatMap(({ knownObjectId, appearance }) => (appearance ? knownObjectId : [])),
    );
  }

  async recompute(knownObjectId: number): Promise<boolean> {
    if (!thingRows(this.#parts.config.read()).some(({ row }) => row.id === knownObjectId)) return false;
    this.#parts.store.removeKnown([knownObjectId]);
    await this.sync.run(this.#stopping.signal);
    return true;
  }

  async enrolTrack(trackId: number, name: string): Promise<ObjectEnrolment> {
    const track = this.#parts.store.track(trackId);
    if (!track) return { kind: 'refused', field: 'track', why: 'there is no such track' };
    if (track.snapshot === null) return { kind: 'refused', field: 'track', why: 'its picture was not kept' };
    const { shape, appearance, snapshot } = track;
    const refusal = this.#refusal(name, shape);
    if (refusal) return refusal;
    try {
      return await this.#add(name, shape, () => this.#parts.pictures.copy(snapshot), appearance);
    } catch (error) {
      if (!(error instanceof ConciergeError) || error.code !== 'FILE_MISSING') throw error;
      return { kind: 'refused', field: 'track', why: 'its picture is gone' };
    }
  }

  async enrolPicture(image: Uint8Array, name: string, shape: string): Promise<ObjectEnrolment> {
    return this.#refusal(name, shape) ?? this.#add(name, shape, () => this.#parts.pictures.write(image), null);
  }

  #refusal(name: string, shape: string): ObjectEnrolment | null {
    const refused = (field: string, why: string) => ({ kind: 'refused', field, why }) as const;
    if (personKey(name) === '') return refused('name', 'is empty');
    if (name.trim().length > NAME_LENGTH) return refused('name', `is longer than ${NAME_LENGTH} characters`);
    if (shape === 'person') return refused('shape', 'people are known by their faces: add them to the people');
    const isKnown = this.#parts.config.read().analytics_shapes.some((row) => row.shape === shape);
    return isKnown ? null : refused('shape', `there is no shape "${shape}"`);
  }

  /** @param appearance null: it is computed at once */
  async #add(
    name: string,
    shape: string,
    keep: () => Promise<MediaPath>,
    appearance: Appearance | null,
  ): Promise<ObjectEnrolment> {
    const { id, file } = await this.#parts.inTurn.run(async () => {
      const file = await keep();
      if (appearance) this.#prepared.set(file, appearance);
      return { id: await this.#addRow(name, shape, file), file };
    });
    await this.#inLine();
    this.#prepared.delete(file);
    return { kind: 'done', knownObjectId: id };
  }

  async #addRow(name: string, shape: string, file: MediaPath): Promise<number> {
    return this.#parts.config.change((draft) => {
      const type = draft.analytics_shapes.find((row) => row.shape === shape)?.id ?? 0;
      const id = nextId(draft, 'known_objects');
      const computed = { identified: true, deep_learning_done: false };
      const place = { recording_id: null, frame_nbr: null };
      draft.known_objects.push({
        id,
        name: name.trim(),
        file_path_image: file,
        object_type: type,
        ...computed,
        ...place,
      });
      return id;
    });
  }

  #changed(): void {
    this.#parts.memory.forget();
    this.#isNews = true;
  }

  #configChanged(document: ReadonlyConfig): void {
    const now = JSON.stringify(thingRows(document));
    if (now === this.#seen) return;
    this.#seen = now;
    this.#changed();
    void this.#inLine();
  }

  #inLine(): Promise<void> {
    this.#isWanted = true;
    this.#working ??= this.#keepInLine().finally(() => {
      this.#working = null;
    });
    return this.#working;
  }

  async #keepInLine(): Promise<void> {
    const { memory, logger } = this.#parts;
    while (this.#isWanted && !this.#stopping.signal.aborted) {
      this.#isWanted = false;
      try {
        await this.sync.run(this.#stopping.signal);
        if (!this.#isNews) continue;
        this.#isNews = false;
        memory.forget();
        const changed = await judgePast({ ...this.#parts, judge: memory }, this.#stopping.signal);
        if (changed > 0) logger.info({ changed }, 'past events were compared again');
      } catch (error) {
        if (!this.#stopping.signal.aborted) {
          logger.warn({ error: messageOf(error) }, 'Cannot look at the pictures of known objects.');
        }
      }
    }
  }
}
