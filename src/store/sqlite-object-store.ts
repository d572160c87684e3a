import type { Appearance } from '../domain/appearance.ts';
import type { ObjectVerdict } from '../domain/object-verdict.ts';
import type { JudgedObject, KnownAppearance, ObjectStore } from '../ports/object-store.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import { AppearanceTable } from './appearance-table.ts';
import { KnownAppearanceTable } from './known-appearance-table.ts';

/** What objects look like, in SQLite. */
export class SqliteObjectStore implements ObjectStore {
  readonly #database: SqliteDatabase;
  readonly #known: KnownAppearanceTable;
  readonly #appearances: AppearanceTable;

  /** @param database as openDatabase answers it; history's is the same */
  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#known = new KnownAppearanceTable(database);
    this.#appearances = new AppearanceTable(database);
  }

  inTransaction<Result>(work: () => Result): Result {
    return this.#database.inTransaction(work);
  }

  known(): readonly KnownAppearance[] {
    return this.#known.all();
  }

  putKnown(known: KnownAppearance): void {
    this.#known.put(known);
  }

  removeKnown(knownObjectIds: readonly number[]): void {
    this.#known.remove(knownObjectIds);
  }

  appearanceOfSnapshot(snapshot: string): Appearance | null {
    return this.#appearances.ofSnapshot(snapshot);
  }

  track(id: number): ReturnType<ObjectStore['track']> {
    return this.#appearances.of(id);
  }

  compared(belowTrackId: number | null, limit: number): readonly JudgedObject[] {
    return this.#appearances.below(belowTrackId, limit);
  }

  setVerdict(trackId: number, verdict: ObjectVerdict | null): void {
    this.#appearances.setVerdict(trackId, verdict);
  }
}
