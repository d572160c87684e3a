import { messageOf } from '../domain/concierge-error.ts';
import { galleryReport } from '../domain/gallery-report.ts';
import type { ReadonlyConfig } from '../ports/config-store.ts';
import type { Done, Gallery } from '../ports/gallery.ts';
import type { Service, ServiceHealth } from '../runtime/service.ts';
import { GalleryArchive } from './gallery-archive.ts';
import { GalleryEnrolment } from './gallery-enrolment.ts';
import { GalleryFaces } from './gallery-faces.ts';
import type { GalleryParts } from './gallery-parts.ts';
import { GalleryPeople } from './gallery-people.ts';
import { GalleryStrangers } from './gallery-strangers.ts';
import { GalleryTransfer } from './gallery-transfer.ts';
import { KnownFaceSync } from './known-face-sync.ts';
import type { Reidentification } from './reidentification.ts';

/** Known people and strangers: keeps what the machine knows of them in line with what is written down. */
export class GalleryService implements Service, Gallery {
  readonly name = 'known people';
  readonly startsQuietly = true;
  readonly people: GalleryPeople;
  readonly enrolment: GalleryEnrolment;
  readonly strangers: GalleryStrangers;
  readonly faces: GalleryFaces;
  readonly archive: GalleryArchive;
  readonly transfer: GalleryTransfer;
  /** Runs from time to time as well, for pictures that were missing. */
  readonly sync: KnownFaceSync;
  readonly #parts: GalleryParts;
  readonly #again: Reidentification;
  readonly #stopping = new AbortController();
  #unsubscribe = () => {};
  #seen = '';
  #isWanted = false;
  #syncing: Promise<void> | null = null;

  constructor(parts: GalleryParts, again: Reidentification) {
    this.#parts = parts;
    this.#again = again;
    this.people = new GalleryPeople(parts);
    this.enrolment = new GalleryEnrolment(parts, this.people);
    this.strangers = new GalleryStrangers(parts, this.people);
    this.faces = new GalleryFaces(parts);
    this.archive = new GalleryArchive(parts, this.people);
    this.transfer = new GalleryTransfer(parts);
    this.sync = new KnownFaceSync(parts);
  }

  async start(): Promise<void> {
    this.#unsubscribe = this.#parts.config.onChange((document) => this.#configChanged(document));
    this.#configChanged(this.#parts.config.read());
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#stopping.abort();
    await Promise.all([this.#syncing, this.#again.stop()]);
  }

  health(): ServiceHealth {
    const people = this.#parts.config.read().people.length;
    const { isRunning, done, total } = this.#again.progress;
    const judging = isRunning ? `, judging past events again: ${done} of ${total}` : '';
    return { state: 'running', detail: `${people} ${people === 1 ? 'person' : 'people'}${judging}` };
  }

  /** Resolves when everything that is known is in line, and past events are judged by it. */
  async idle(): Promise<void> {
    await this.#syncing;
    await this.#again.idle();
  }

  report() {
    const { gallery, strangers } = this.#parts.memory;
    return galleryReport(gallery.people, { notFaces: gallery.notFaces.length, strangers: strangers.length });
  }

  reidentification() {
    return this.#again.progress;
  }

  reidentify(): void {
    this.#again.request();
  }

  knownObjectIds(): ReadonlySet<number> {
    return new Set(this.#parts.store.knownFaces().flatMap((face) => (face.embedding ? face.knownObjectId : [])));
  }

  async recompute(knownObjectId: number): Promise<Done> {
    if (!this.#parts.config.read().known_objects.some(({ id }) => id === knownObjectId)) return { kind: 'gone' };
    this.#parts.store.removeKnownFaces([knownObjectId]);
    await this.sync.run(this.#stopping.signal);
    return { kind: 'done' };
  }

  #configChanged({ people, known_objects }: Pick<ReadonlyConfig, 'people' | 'known_objects'>): void {
    const now = JSON.stringify([people, known_objects]);
    if (now === this.#seen) return;
    this.#seen = now;
    this.#parts.memory.forget();
    this.#isWanted = true;
    this.#syncing ??= this.#keepInLine().finally(() => {
      this.#syncing = null;
    });
  }

  async #keepInLine(): Promise<void> {
    while (this.#isWanted && !this.#stopping.signal.aborted) {
      this.#isWanted = false;
      try {
        await this.sync.run(this.#stopping.signal);
      } catch (error) {
        if (!this.#stopping.signal.aborted) {
          this.#parts.logger.warn({ error: messageOf(error) }, 'Cannot look at the pictures of known people.');
        }
      }
      // Not before: the faces of somebody who is to be forgotten must not become a stranger's.
      this.#again.request();
    }
  }
}
