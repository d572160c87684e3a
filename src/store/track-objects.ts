import type { Appearance } from '../domain/appearance.ts';
import type { MediaMetadata } from '../domain/media.ts';
import type { ObjectVerdict } from '../domain/object-verdict.ts';
import { CLIPS_TO_BE_SURE, sceneChanges } from '../domain/scene-changes.ts';
import { type SeenBefore, seenBefore } from '../domain/seen-before.ts';
import type { Asset, ObjectNews } from '../ports/history.ts';
import type { ObjectJudge } from '../ports/object-store.ts';
import type { Clock } from '../runtime/clock.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import { AppearanceTable } from './appearance-table.ts';
import { ObjectNewsTable } from './object-news-table.ts';
import { SceneClips } from './scene-clips.ts';
import type { JudgedTrack, TrackTable } from './track-table.ts';

/** The asset that was analysed. */
interface ComparedAsset extends Pick<Asset, 'cameraId' | 'takenAtMs' | 'mediaType'> {
  readonly eventId: string;
  readonly frame: Pick<MediaMetadata, 'width' | 'height'>;
  /** False: an old one was looked at again, and nobody is told as of something new. */
  readonly isNews: boolean;
}

/** What the objects of an analysis are, written down with their tracks, and the news of it. */
export class TrackObjects {
  readonly #judge: ObjectJudge;
  readonly #clock: Clock;
  readonly #appearances: AppearanceTable;
  readonly #clips: SceneClips;
  readonly #news: ObjectNewsTable;

  constructor(database: SqliteDatabase, tracks: TrackTable, judge: ObjectJudge, clock: Clock) {
    this.#judge = judge;
    this.#clock = clock;
    this.#appearances = new AppearanceTable(database);
    this.#clips = new SceneClips(database, tracks);
    this.#news = new ObjectNewsTable(database);
  }

  /** @param trackIds of the tracks, in their order, as they were just kept */
  settle(asset: ComparedAsset, trackIds: readonly number[], tracks: readonly JudgedTrack[]): void {
    const { cameraId } = asset;
    if (cameraId === null) return;
    const hasAppearances = tracks.some(({ appearance }) => appearance);
    const earlier = hasAppearances ? this.#appearances.earlier({ ...asset, cameraId }) : [];
    const seen = tracks.map((track, index) => {
      const { shape, appearance } = track;
      const trackId = trackIds[index];
      if (!appearance || trackId === undefined) return null;
      const view = { shape, appearance, box: track.bestShot.box, frame: asset.frame };
      return this.#keep(asset, trackId, track, appearance, seenBefore(view, earlier));
    });
    if (asset.mediaType === 'mp4') this.#compareScenes(asset, tracks, seen);
  }

  /** What they are by today's known objects; nothing is kept. */
  whatNow(tracks: readonly JudgedTrack[]): readonly (ObjectVerdict | null)[] {
    return tracks.map(({ shape, appearance }) => (appearance ? this.#judge.judge(shape, appearance) : null));
  }

  #keep(
    asset: ComparedAsset,
    trackId: number,
    track: JudgedTrack,
    appearance: Appearance,
    seen: SeenBefore | null,
  ): SeenBefore | null {
    const verdict = this.#judge.judge(track.shape, appearance);
    this.#appearances.set(trackId, appearance, verdict, seen);
    if (track.suppressedBy === null && asset.isNews) this.#tell(asset, track, verdict);
    return seen;
  }

  #tell(asset: ComparedAsset, track: JudgedTrack, verdict: ObjectVerdict): void {
    if (verdict.kind !== 'known') return;
    const { name, similarity } = verdict;
    this.#open(asset, { kind: 'recognised', name, similarity }, name, track);
  }

  /** What stands where it stood within a day, and looks the same, has only been overlooked since. */
  #compareScenes(asset: ComparedAsset, tracks: readonly JudgedTrack[], seen: readonly (SeenBefore | null)[]): void {
    if (this.#clips.isOvertaken(asset)) return;
    const earlier = this.#clips.before(asset, 1 + CLIPS_TO_BE_SURE);
    const clip = { frame: asset.frame, tracks };
    for (const { kind, track } of sceneChanges<JudgedTrack | (typeof earlier)[number]['tracks'][number]>(
      clip,
      earlier,
    )) {
      const own = tracks.findIndex(({ bestShot }) => bestShot === track.bestShot);
      if (own >= 0 && seen[own]?.samePlace) continue;
      const { startX, startY } = track.bestShot.box;
      const what = `${track.shape} ${Math.round(startX)},${Math.round(startY)}`;
      this.#open(asset, { kind, name: null, similarity: null }, what, track);
    }
  }

  #open(
    { eventId, isNews }: ComparedAsset,
    news: Pick<ObjectNews, 'kind' | 'name' | 'similarity'>,
    what: string,
    { shape, snapshot }: Pick<JudgedTrack, 'shape' | 'snapshot'>,
  ): void {
    this.#news.open({ ...news, eventId, what, shape, snapshot, createdAtMs: this.#clock.nowMs(), isNews });
  }
}
