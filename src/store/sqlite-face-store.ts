import type { Identity } from '../domain/identity.ts';
import type {
  FacedTrack,
  FaceStore,
  KnownFace,
  NewFace,
  RejectedFace,
  StoredFace,
  StrangerRow,
} from '../ports/face-store.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import { FaceTable } from './face-table.ts';
import { KnownFaceTable, RejectedFaceTable } from './gallery-tables.ts';
import { StrangerTable } from './stranger-table.ts';
import { VerdictTable } from './verdict-table.ts';

/** Faces, strangers and what people are known by, in SQLite. */
export class SqliteFaceStore implements FaceStore {
  readonly #database: SqliteDatabase;
  readonly #faces: FaceTable;
  readonly #strangers: StrangerTable;
  readonly #known: KnownFaceTable;
  readonly #rejected: RejectedFaceTable;
  readonly #verdicts: VerdictTable;

  /** @param database as openDatabase answers it; history's is the same */
  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#faces = new FaceTable(database);
    this.#strangers = new StrangerTable(database);
    this.#known = new KnownFaceTable(database);
    this.#rejected = new RejectedFaceTable(database);
    this.#verdicts = new VerdictTable(database);
  }

  inTransaction<Result>(work: () => Result): Result {
    return this.#database.inTransaction(work);
  }

  addFaces(faces: readonly NewFace[]): readonly number[] {
    return faces.map((face) => this.#faces.add(face));
  }

  face(id: number): StoredFace | null {
    return this.#faces.byId(id);
  }

  facesOf(owner: { readonly trackId: number } | { readonly strangerId: number }, limit: number): readonly StoredFace[] {
    if ('trackId' in owner) return this.#faces.of('track_id', owner.trackId, limit);
    return this.#faces.of('stranger_id', owner.strangerId, limit);
  }

  newestFacesOf(strangerId: number, limit: number): readonly StoredFace[] {
    return this.#faces.newestOf(strangerId, limit);
  }

  assign(trackIds: readonly number[], strangerId: number | null): void {
    this.#faces.assign(trackIds, strangerId);
  }

  assignFaces(ids: readonly number[], strangerId: number | null): void {
    this.#faces.assignFaces(ids, strangerId);
  }

  removeFaces(ids: readonly number[]): void {
    this.#faces.remove(ids);
  }

  expiredFaces(strangersSeenBeforeMs: number, limit: number): readonly StoredFace[] {
    return this.#faces.expired(strangersSeenBeforeMs, limit);
  }

  facesOfPerson(personId: number, limit: number): readonly StoredFace[] {
    return this.#faces.ofPerson(personId, limit);
  }

  openStranger(atMs: number): number {
    return this.#strangers.open(atMs);
  }

  strangers(recentSinceMs: number): readonly StrangerRow[] {
    return this.#strangers.all(recentSinceMs);
  }

  bareStrangers(id?: number): readonly Pick<StrangerRow, 'id' | 'ignored'>[] {
    return this.#strangers.bare(id);
  }

  stranger(id: number, recentSinceMs: number): StrangerRow | null {
    return this.#strangers.byId(id, recentSinceMs);
  }

  ignoreStranger(id: number, ignored: boolean): void {
    this.#strangers.setIgnored(id, ignored);
  }

  mergeStrangers(from: number, into: number): void {
    this.#database.inTransaction(() => this.#strangers.merge(from, into));
  }

  removeEmptyStrangers(): number {
    return this.#strangers.removeEmpty();
  }

  knownFaces(): readonly KnownFace[] {
    return this.#known.all();
  }

  putKnownFace(face: KnownFace): void {
    this.#known.put(face);
  }

  removeKnownFaces(knownObjectIds: readonly number[]): void {
    this.#known.remove(knownObjectIds);
  }

  rejectedFaces(): readonly RejectedFace[] {
    return this.#rejected.all();
  }

  reject(face: RejectedFace, atMs: number): void {
    this.#rejected.add(face, atMs);
  }

  judgedPeople(): readonly number[] {
    return [...new Set([...this.#verdicts.people(), ...this.#rejected.people()])];
  }

  forgetPeople(personIds: readonly number[]): void {
    this.#database.inTransaction(() => {
      this.#verdicts.forgetPeople(personIds);
      this.#rejected.removeOf(personIds);
    });
  }

  setIdentity(trackId: number, identity: Identity | null): void {
    this.#verdicts.set(trackId, identity);
  }

  facedTracks(belowAssetId: number | null, assets: number): readonly FacedTrack[] {
    const verdicts = this.#verdicts.below(belowAssetId, assets);
    const faces = Map.groupBy(this.#faces.ofTracks(verdicts.map(({ trackId }) => trackId)), ({ trackId }) => trackId);
    return verdicts.map((verdict) => ({ ...verdict, faces: faces.get(verdict.trackId) ?? [] }));
  }

  facedTrackCount(): number {
    return this.#verdicts.count();
  }
}
