import type { Face } from '../domain/face.ts';
import type { Identity } from '../domain/identity.ts';
import type { FaceJudge } from '../ports/face-judge.ts';
import type { Asset, FaceAnnouncement } from '../ports/history.ts';
import type { Clock } from '../runtime/clock.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
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

  /** @param trackIds of the tracks, in their order, as they were just kept */
  settle(analysed: AnalysedPlace, trackIds: readonly number[], tracks: readonly JudgedTrack[]): void {
    const strangersByFrame = new Map<number, number[]>();
    for (const [index, { faces, suppressedBy }] of tracks.entries()) {
      const trackId = trackIds[index];
      const beside = faces.flatMap(({ frameNumber }) => strangersByFrame.get(frameNumber) ?? []);
      const identity = trackId === undefined ? null : this.#identify(analysed, trackId, faces, beside);
      if (identity?.kind === 'unknown' && identity.strangerId !== null) {
        const { strangerId } = identity;
        for (const frame of new Set(faces.map(({ frameNumber }) => frameNumber))) {
          strangersByFrame.set(frame, [...(strangersByFrame.get(frame) ?? []), strangerId]);
        }
      }
      if (suppressedBy === null && analysed.isNews) this.#open(analysed.eventId, identity, faces);
    }
  }

  #identify(
    { cameraId, eventId, takenAtMs }: AnalysedPlace,
    trackId: number,
    faces: readonly Face[],
    besideStrangers: readonly number[],
  ): Identity | null {
    if (!this.#judge || cameraId === null || faces.length === 0) return null;
    const identity = this.#judge.judge({ trackId, eventId, cameraId, takenAtMs, besideStrangers }, faces);
    if (identity !== null) this.#verdicts.set(trackId, identity);
    return identity;
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
    return tracks.map(({ faces }) => this.#judge?.whoNow(faces) ?? null);
  }

  takeAnnouncements(notBeforeMs: number): readonly FaceAnnouncement[] {
    return this.#announcements.take(notBeforeMs);
  }
}
