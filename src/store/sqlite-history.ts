import type { FoundTrack } from '../domain/event-findings.ts';
import { judgeTracks } from '../domain/judge-tracks.ts';
import type { MediaPath } from '../domain/media-path.ts';
import { suppressTracks } from '../domain/suppression.ts';
import type { FaceJudge } from '../ports/face-judge.ts';
import type {
  AnalysisRecord,
  Announcement,
  Asset,
  CameraEvent,
  EventDetails,
  EventFilter,
  FaceAnnouncement,
  History,
  HistoryFilter,
  NewAsset,
  ObjectNews,
  Recording,
  TimelineFilter,
} from '../ports/history.ts';
import type { JobLedger } from '../ports/job-ledger.ts';
import type { ObjectJudge } from '../ports/object-store.ts';
import type { Clock } from '../runtime/clock.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import { AnnouncementTable } from './announcement-table.ts';
import { AssetTable } from './asset-table.ts';
import { DiscardedTable } from './discarded-table.ts';
import { EarlierVerdicts } from './earlier-verdicts.ts';
import { EventTable } from './event-table.ts';
import { ObjectNewsTable } from './object-news-table.ts';
import { PicturedFaces } from './pictured-faces.ts';
import { ReanalysisFileTable } from './reanalysis-file-table.ts';
import { RecordingTable } from './recording-table.ts';
import { TrackIdentities } from './track-identities.ts';
import { TrackObjects } from './track-objects.ts';
import { type JudgedTrack, TrackTable } from './track-table.ts';

export interface HistoryParts {
  /** As openDatabase answers it; the queue's is the same. */
  readonly database: SqliteDatabase;
  readonly jobs: JobLedger;
  /** Without one nobody is told by their faces. */
  readonly judge?: FaceJudge;
  /** Without one nothing is known by how it looks. */
  readonly objects?: ObjectJudge;
  readonly clock: Clock;
}

/** As long as Home Assistant is told of presence. */
const NEWS_MS = 600_000;

type Added = ReturnType<History['addAsset']>;

/** History in SQLite: which rows belong together, and what is written together. */
export class SqliteHistory implements History {
  readonly #database: SqliteDatabase;
  readonly #jobs: JobLedger;
  readonly #clock: Clock;
  readonly #assets: AssetTable;
  readonly #events: EventTable;
  readonly #recordings: RecordingTable;
  readonly #tracks: TrackTable;
  readonly #announcements: AnnouncementTable;
  readonly #discarded: DiscardedTable;
  readonly #identities: TrackIdentities;
  readonly #earlier: EarlierVerdicts;
  readonly #pictured: PicturedFaces;
  readonly #runFiles: ReanalysisFileTable;
  readonly #objects: TrackObjects | null;
  readonly #objectNews: ObjectNewsTable;

  constructor(parts: HistoryParts) {
    this.#database = parts.database;
    this.#jobs = parts.jobs;
    this.#clock = parts.clock;
    this.#assets = new AssetTable(parts.database);
    this.#events = new EventTable(parts.database);
    this.#recordings = new RecordingTable(parts.database);
    this.#tracks = new TrackTable(parts.database);
    this.#announcements = new AnnouncementTable(parts.database);
    this.#discarded = new DiscardedTable(parts.database);
    this.#identities = new TrackIdentities(parts.database, parts.judge ?? null, parts.clock);
    this.#earlier = new EarlierVerdicts(parts.database, this.#tracks);
    this.#pictured = new PicturedFaces(parts.database);
    this.#runFiles = new ReanalysisFileTable(parts.database);
    const { database, objects, clock } = parts;
    this.#objects = objects ? new TrackObjects(database, this.#tracks, objects, clock) : null;
    this.#objectNews = new ObjectNewsTable(database);
  }

  addAsset(asset: NewAsset): Added {
    return this.#database.inTransaction(() => {
      const known = this.#assets.byFile(asset.file);
      if (known?.eventId) {
        return { assetId: known.id, eventId: known.eventId, recordingId: known.recordingId, jobId: null, known: true };
      }
      return this.#store(asset);
    });
  }

  addMotion(cameraId: number, atMs: number): { readonly eventId: string } {
    return this.#database.inTransaction(() => ({ eventId: this.#join(cameraId, atMs) }));
  }

  addUnassigned(asset: Parameters<History['addUnassigned']>[0], reason: string): { readonly assetId: number } {
    return this.#database.inTransaction(() => {
      const known = this.#assets.byFile(asset.file);
      if (known) return { assetId: known.id };
      const place = { cameraId: null, profileId: null, eventId: null, recordingId: null, reason } as const;
      return { assetId: this.#assets.put(asset, { ...place, state: 'unassigned' }) };
    });
  }

  completeAnalysis(jobId: number, analysis: AnalysisRecord): ReturnType<History['completeAnalysis']> {
    return this.#database.inTransaction(() => {
      const asset = this.#assets.byId(analysis.assetId);
      if (!asset?.eventId) {
        throw new Error(`Cannot keep an analysis: asset ${analysis.assetId} is not one of a camera's.`);
      }
      const job = this.#jobs.complete(jobId, asset.id);
      if (!job) return { eventId: asset.eventId, raised: false };
      const tracks = this.#judge(asset, asset.eventId, analysis);
      if (job.runId !== null) {
        this.#runFiles.analysed(job.runId, asset.id, job.compareOnly ? this.#wouldBe(asset.id, tracks) : null);
      }
      if (job.compareOnly) return { eventId: asset.eventId, raised: false };
      this.#assets.markAnalysed(analysis);
      const inEvent = { ...asset, eventId: asset.eventId };
      const trackIds = this.#replaceTracks(inEvent, tracks, !job.background);
      if (analysis.comparesScenes) {
        const compared = { ...inEvent, frame: analysis.metadata, isNews: !job.background };
        this.#objects?.settle(compared, trackIds, tracks);
      }
      this.#events.extend(asset.eventId, asset.takenAtMs + analysis.metadata.durationMs);
      if (asset.mediaType === 'mp4') {
        if (asset.recordingId !== null) this.#recordings.setBestShot(asset.recordingId, bestSnapshot(tracks));
        this.#refinePictures(asset.eventId);
      }
      const raised = tracks.some((track) => track.suppressedBy === null);
      if (raised && !job.background) this.#announce(asset.eventId, tracks);
      return { eventId: asset.eventId, raised };
    });
  }

  asset(id: number): Asset | null {
    return this.#assets.byId(id);
  }

  assetByFile(file: MediaPath): Asset | null {
    return this.#assets.byFile(file);
  }

  recording(id: number): Recording | null {
    return this.#recordings.byId(id);
  }

  recordings(filter: HistoryFilter): readonly Recording[] {
    return this.#recordings.find(filter);
  }

  event(id: string): EventDetails | null {
    const event = this.#events.byId(id);
    return event && (this.#details([event])[0] ?? null);
  }

  events(filter: EventFilter): readonly EventDetails[] {
    return this.#details(this.#events.find(filter));
  }

  timeline(filter: TimelineFilter): readonly EventDetails[] {
    return this.#details(this.#events.timeline(filter));
  }

  takeAnnouncements(notBeforeMs: number): readonly Announcement[] {
    return this.#announcements.take(notBeforeMs);
  }

  takeFaceAnnouncements(notBeforeMs: number): readonly FaceAnnouncement[] {
    return this.#identities.takeAnnouncements(notBeforeMs);
  }

  takeObjectNews(notBeforeMs: number): readonly ObjectNews[] {
    return this.#objectNews.take(notBeforeMs);
  }

  #store(asset: NewAsset): Added {
    const eventId = this.#join(asset.cameraId, asset.takenAtMs);
    const recordingId = this.#recordingFor(asset);
    const assetId = this.#assets.put(asset, {
      cameraId: asset.cameraId,
      profileId: asset.profileId,
      eventId,
      recordingId,
      state: asset.analyse ? 'waiting' : 'kept',
      reason: null,
    });
    this.#recordings.linkPictures(eventId);
    const kind = asset.mediaType === 'jpg' ? 'still' : 'clip';
    const jobId = asset.analyse ? this.#jobs.insert({ kind, assetId, cameraId: asset.cameraId }) : null;
    return { assetId, eventId, recordingId, jobId, known: false };
  }

  /** A picture belongs to a recording only when its caller says so; to its event's clips it is linked as their snapshot. */
  #recordingFor(asset: NewAsset): number | null {
    if (asset.mediaType === 'mp4') return this.#recordings.forClip(asset);
    return asset.recordingId !== null && this.#recordings.exists(asset.recordingId) ? asset.recordingId : null;
  }

  #join(cameraId: number, atMs: number): string {
    const startMs = Math.round(atMs);
    return this.#events.joinOrOpen(cameraId, { startMs, endMs: startMs });
  }

  /** Answers the ids of these tracks, in their order. */
  #replaceTracks(
    asset: Asset & { readonly eventId: string },
    tracks: readonly JudgedTrack[],
    isNews: boolean,
  ): readonly number[] {
    const pictures = this.#discarded.picturesOf(asset.id);
    const verdicts = this.#earlier.thatHold(asset.id, tracks);
    const trackIds = this.#tracks.add(asset, tracks, this.#foundAtMs(asset, !isNews));
    this.#identities.settle({ ...asset, isNews }, trackIds, tracks, verdicts);
    const stay: number[] = [];
    for (const verdict of verdicts) {
      const trackId = verdict.index === null ? undefined : trackIds[verdict.index];
      if (trackId === undefined) stay.push(verdict.track.id);
      else this.#earlier.handOver(verdict, trackId);
    }
    this.#tracks.keepOnly(asset.id, [...trackIds, ...stay]);
    this.#discarded.replace(pictures, this.#discarded.picturesOf(asset.id), this.#clock.nowMs());
    return trackIds;
  }

  /** What the asset would have if these tracks were kept. */
  #wouldBe(assetId: number, tracks: readonly JudgedTrack[]): readonly FoundTrack[] {
    const verdicts = this.#earlier.thatHold(assetId, tracks);
    const identities = this.#identities.whoNow(tracks);
    const objects = this.#objects?.whatNow(tracks) ?? [];
    const found = tracks.map((track, index) => ({
      assetId,
      shape: track.shape,
      confidence: track.confidence,
      suppressed: track.suppressedBy !== null,
      identity: verdicts.find((verdict) => verdict.index === index)?.identity ?? identities[index] ?? null,
      object: objects[index] ?? null,
    }));
    return [...found, ...verdicts.flatMap(({ track, index }) => (index === null ? track : []))];
  }

  #announce(eventId: string, tracks: readonly JudgedTrack[]): void {
    const nowMs = this.#clock.nowMs();
    const raising = tracks.filter((track) => track.suppressedBy === null);
    for (const zone of [null, ...raising.flatMap(({ zones }) => zones)]) this.#announcements.open(eventId, zone, nowMs);
  }

  /** What is learnt long after it came, or looked at again, is history: nobody takes it for presence. */
  #foundAtMs(asset: Asset, background: boolean): number {
    const nowMs = this.#clock.nowMs();
    const isNews = !background && nowMs - asset.receivedAtMs < NEWS_MS;
    return isNews ? nowMs : Math.min(nowMs, asset.receivedAtMs);
  }

  #judge(asset: Asset, eventId: string, { tracks, metadata, zones }: AnalysisRecord): readonly JudgedTrack[] {
    const judged = judgeTracks(tracks, metadata, { zones, places: this.#tracks.placesAround(asset), eventId });
    return asset.mediaType === 'jpg' ? this.#pictured.suppress({ ...asset, eventId }, metadata, judged) : judged;
  }

  /** A picture cannot tell that a car is parked; the clip of the same event, analysed after it, can. */
  #refinePictures(eventId: string): void {
    for (const { asset, frame } of this.#assets.analysedPictures(eventId)) {
      const tracks = this.#tracks.ofAsset(asset.id);
      const still = suppressTracks(tracks, frame, this.#tracks.placesAround(asset), eventId);
      for (const [index, track] of tracks.entries()) {
        const by = still[index];
        if (by && !track.suppressed) this.#tracks.suppress(track.id, by);
      }
    }
  }

  #details(events: readonly CameraEvent[]): EventDetails[] {
    const ids = events.map((event) => event.id);
    const assets = Map.groupBy(this.#assets.ofEvents(ids), (asset) => asset.eventId);
    const tracks = Map.groupBy(this.#tracks.ofEvents(ids), (track) => track.eventId);
    const changes = Map.groupBy(this.#objectNews.changesOf(ids), (change) => change.eventId);
    return events.map((event) => ({
      ...event,
      assets: assets.get(event.id) ?? [],
      tracks: tracks.get(event.id) ?? [],
      changes: (changes.get(event.id) ?? []).map(({ eventId: _, ...change }) => change),
    }));
  }
}

/** Of what raised something rather than of a parked car, the most confident. */
function bestSnapshot(tracks: readonly JudgedTrack[]): MediaPath | null {
  const best = tracks
    .filter((track) => track.snapshot !== null)
    .sort(
      (a, b) => Number(a.suppressedBy !== null) - Number(b.suppressedBy !== null) || b.confidence - a.confidence,
    )[0];
  return best?.snapshot ?? null;
}
