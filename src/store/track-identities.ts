import type { Face } from '../domain/face.ts';
import type { Identity } from '../domain/identity.ts';
import { type NamedTrack, oneNameEach } from '../domain/one-name-each.ts';
import { seenApart } from '../domain/seen-apart.ts';
import type { FaceJudge } from '../ports/face-judge.ts';
import type { Asset, FaceAnnouncement } from '../ports/history.ts';
import type { Clock } from '../runtime/clock.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import type { EarlierVerdict } from './earlier-verdicts.ts';
import { FaceAnnouncementTable } from './face-announcement-table.ts';
import type { JudgedTrack } from './track-table.ts';
import { VerdictTable } from './verdict-table.ts';

/** The asset that was analysed. */
interface AnalysedPlace extends Pick<Asset, 'cameraId' | 'takenAtMs'> {
  readonly eventId: string;
  /** False: an old one was looked at again, and nobody is told as of something new. */
  readonly isNews: boolean;
}

/** Who the tracks of an analysis show, written down with them, and the news of it. */
export class TrackIdentities {
  readonly #judge: FaceJudge | null;
  readonly #clock: Clock;
  readonly #verdicts: VerdictTable;
  readonly #announcements: FaceAnnouncementTable;

  constructor(database: SqliteDatabase, judge: FaceJudge | null, clock: Clock) {
    this.#judge = judge;
    this.#clock = clock;
    this.#verdicts = new VerdictTable(database);
    this.#announcements = new FaceAnnouncementTable(database);
  }

  /**
   * @param trackIds of the tracks, in their order, as they were just kept
   * @param earlier verdicts that hold, of all or some of the tracks
   */
  settle(
    analysed: AnalysedPlace,
    trackIds: readonly number[],
    tracks: readonly JudgedTrack[],
    earlier: readonly EarlierVerdict[],
  ): void {
    const held = new Map(earlier.map(({ index, identity }) => [index, identity]));
    const judged: NamedTrack[] = [];
    for (const [index, track] of tracks.entries()) {
      const beside = judged.filter((other) => seenApart(other, track)).flatMap(strangerOf);
      const own = this.#identify(analysed, trackIds[index], track.faces, beside);
      judged.push({ ...track, identity: held.get(index) ?? own, isSaid: held.has(index) });
    }
    for (const [index, identity] of oneNameEach(judged).entries()) {
      const [trackId, track] = [trackIds[index], tracks[index]];
      if (trackId === undefined || !track || track.faces.length === 0) continue;
      if (identity !== null) this.#verdicts.set(trackId, identity);
      if (track.suppressedBy === null && analysed.isNews) this.#open(analysed.eventId, identity, track.faces);
    }
  }

  #identify(
    { cameraId, eventId, takenAtMs }: AnalysedPlace,
    trackId: number | undefined,
    faces: readonly Face[],
    besideStrangers: readonly number[],
  ): Identity | null {
    if (!this.#judge || trackId === undefined || cameraId === null || faces.length === 0) return null;
    return this.#judge.judge({ trackId, eventId, cameraId, takenAtMs, besideStrangers }, faces);
  }

  #open(eventId: string, identity: Identity | null, faces: readonly Face[]): void {
    if (identity?.kind !== 'known' && identity?.kind !== 'unknown') return;
    // Of a stranger of whom nothing is kept, neither is the picture.
    const isKept = identity.kind === 'known' || identity.strangerId !== null;
    const picture = isKept ? (faces.find((face) => face.picture !== null)?.picture ?? null) : null;
    this.#announcements.open({ eventId, identity, picture, createdAtMs: this.#clock.nowMs() });
  }

  /** Who they show by the gallery as it is now; nothing is kept. */
  whoNow(tracks: readonly JudgedTrack[]): readonly (Identity | null)[] {
    return oneNameEach(tracks.map((track) => ({ ...track, identity: this.#judge?.whoNow(track.faces) ?? null })));
  }

  takeAnnouncements(notBeforeMs: number): readonly FaceAnnouncement[] {
    return this.#announcements.take(notBeforeMs);
  }
}

function strangerOf({ identity }: NamedTrack): number[] {
  return identity?.kind === 'unknown' && identity.strangerId !== null ? [identity.strangerId] : [];
}
