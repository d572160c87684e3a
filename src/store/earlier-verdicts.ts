import type { Identity } from '../domain/identity.ts';
import { sameObject } from '../domain/same-object.ts';
import type { StoredTrack } from '../ports/history.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import type { JudgedTrack, TrackTable } from './track-table.ts';
import { VerdictTable } from './verdict-table.ts';

/** A verdict of an earlier analysis that looking again does not undo. */
export interface EarlierVerdict {
  readonly track: StoredTrack;
  readonly identity: Identity;
  /** Which of the new tracks it holds for; null: none shows this person, and the earlier track stays as it is. */
  readonly index: number | null;
}

// Who names a face gives the gallery that very face, and who says that it is wrong has it rejected.
const JUDGED_BY_PEOPLE = `
  SELECT DISTINCT f.track_id FROM faces f JOIN tracks t ON t.id = f.track_id
  WHERE t.asset_id = ? AND f.embedding IS NOT NULL
    AND (EXISTS (SELECT 1 FROM known_faces k WHERE k.embedding = f.embedding)
      OR EXISTS (SELECT 1 FROM rejected_faces r WHERE r.embedding = f.embedding))`;

/**
 * Who was seen, over a new analysis of the same file: what people said of a face is never lost, and a face that was seen
 * once is not unseen because nobody looked for faces, or less closely, the second time.
 */
export class EarlierVerdicts {
  readonly #database: SqliteDatabase;
  readonly #tracks: TrackTable;
  readonly #verdicts: VerdictTable;

  constructor(database: SqliteDatabase, tracks: TrackTable) {
    this.#database = database;
    this.#tracks = tracks;
    this.#verdicts = new VerdictTable(database);
  }

  /** Ask before the earlier tracks are replaced. */
  thatHold(assetId: number, tracks: readonly JudgedTrack[]): readonly EarlierVerdict[] {
    const byPeople = new Set(this.#database.all(JUDGED_BY_PEOPLE, assetId).map((row) => row.number('track_id')));
    return this.#tracks.ofAsset(assetId).flatMap((track): EarlierVerdict[] => {
      const { identity } = track;
      if (identity === null) return [];
      const index = sameObject(track, tracks);
      const isSaid = byPeople.has(track.id);
      if (index === null) return isSaid && identity.kind === 'known' ? [{ track, identity, index }] : [];
      const hasFaces = tracks[index]?.faces.some(({ embedding }) => embedding !== null) ?? false;
      return isSaid || !hasFaces ? [{ track, identity, index }] : [];
    });
  }

  /** Gives a new track the verdict and the faces of the earlier one, which still has its row. */
  handOver({ track, identity }: EarlierVerdict, trackId: number): void {
    this.#database.run('UPDATE faces SET track_id = ? WHERE track_id = ?', trackId, track.id);
    this.#verdicts.set(trackId, identity);
  }
}
