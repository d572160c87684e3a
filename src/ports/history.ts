import type { Identity } from '../domain/identity.ts';
import type { MediaMetadata, MediaType } from '../domain/media.ts';
import type { MediaPath } from '../domain/media-path.ts';
import type { ObjectVerdict } from '../domain/object-verdict.ts';
import type { SeenBefore } from '../domain/seen-before.ts';
import type { Suppression } from '../domain/suppression.ts';
import type { AnalysedTrack } from '../domain/track.ts';
import type { WantedPerson } from '../domain/wanted-person.ts';
import type { Zone, ZoneName } from '../domain/zone.ts';

/** `unassigned`: its camera is not known (yet). `kept`: analytics is off for its camera. */
export const ASSET_STATES = ['waiting', 'analysed', 'failed', 'unassigned', 'kept'] as const;
export type AssetState = (typeof ASSET_STATES)[number];

/** One picture or clip on disk. */
export interface Asset {
  readonly id: number;
  readonly file: MediaPath;
  readonly mediaType: MediaType;
  readonly cameraId: number | null;
  readonly eventId: string | null;
  readonly recordingId: number | null;
  /** The profile that a caller named, or null for the camera's own. */
  readonly profileId: number | null;
  readonly takenAtMs: number;
  readonly receivedAtMs: number;
  readonly sizeBytes: number;
  readonly state: AssetState;
  /** Why it failed or is unassigned, in words; of an analysed one, why it could not be analysed again. */
  readonly reason: string | null;
  /** How it was analysed; null before. */
  readonly analysis: AnalysisEffort | null;
  /** A whole frame with what was found drawn in; null when nothing was. */
  readonly annotatedFrame: MediaPath | null;
}

/** How closely an asset was looked at: what was left out to keep up is never hidden. */
export interface AnalysisEffort {
  /** The first frame and then every n-th. */
  readonly everyNthFrame: number;
  readonly framesAnalysed: number;
  readonly elapsedMs: number;
}

/** What a caller says of a clip. What Concierge measures itself counts for more. */
export interface ToldClip {
  readonly durationMs: number | null;
  readonly frameCount: number | null;
  /** `1920x1080` */
  readonly resolution: string | null;
  readonly analysed: boolean;
}

/** A clip's row, as the wire contract's table has it, but for addresses, which depend on who asks. */
export interface Recording {
  readonly id: number;
  readonly cameraId: number;
  readonly startedAtMs: number;
  readonly file: MediaPath;
  /** The picture that the camera sent with it, or our best shot. */
  readonly snapshot: MediaPath | null;
  readonly metadata: MediaMetadata | null;
  readonly analysed: boolean;
  /** What a caller has said of it. */
  readonly told: ToldClip;
  /** As its event's. */
  readonly keep: boolean;
}

/** What happened at one camera at one time. */
export interface CameraEvent {
  readonly id: string;
  readonly cameraId: number;
  readonly startedAtMs: number;
  /** Grows with the assets that join. */
  readonly endedAtMs: number;
  /** Somebody wants it kept: the cleanup leaves it. */
  readonly keep: boolean;
}

/** A track as history keeps it. */
export interface StoredTrack extends Omit<AnalysedTrack, 'faces' | 'appearance'> {
  readonly id: number;
  readonly assetId: number;
  readonly eventId: string;
  readonly recordingId: number | null;
  /** It raises nothing. */
  readonly suppressed: boolean;
  /** Why it raises nothing; null when it does. */
  readonly suppressedBy: Suppression | null;
  /** The zones of its camera that it went through, as they were when it was analysed. */
  readonly zones: readonly ZoneName[];
  /** Whom its faces show; null when no good face of it was seen, or nobody looked. */
  readonly identity: Identity | null;
  /** Its best face, cut out; null when none is kept. */
  readonly facePicture: MediaPath | null;
  /** Which known object it is; null when it was not compared. */
  readonly object: ObjectVerdict | null;
  /** The last time that the same object was seen by this camera, or null. */
  readonly seenBefore: SeenBefore | null;
}

/** Something now stands where nothing stood, or no longer stands where it stood. */
export interface EventChange {
  readonly kind: 'left_behind' | 'taken_away';
  readonly shape: string;
  /** Of the known object that it is, or null. */
  readonly name: string | null;
  /** The object, as it was seen last. */
  readonly snapshot: MediaPath | null;
}

/** An event with everything that was found, for callers and for Home Assistant. */
export interface EventDetails extends CameraEvent {
  readonly assets: readonly Asset[];
  readonly tracks: readonly StoredTrack[];
  /** How its scene differs from the clips before it. */
  readonly changes: readonly EventChange[];
}

/** A first-time message about an event, or about a zone that something of it went through, sent at most once. */
export interface Announcement {
  readonly id: number;
  readonly eventId: string;
  /** Null: of the event itself. */
  readonly zone: ZoneName | null;
  readonly createdAtMs: number;
}

/** The news that somebody known, or a stranger, was in an event; sent at most once an event and person. */
export interface FaceAnnouncement {
  readonly id: number;
  readonly eventId: string;
  readonly createdAtMs: number;
  readonly identity: Extract<Identity, { kind: 'known' | 'unknown' }>;
  readonly picture: MediaPath | null;
}

/** The news that a known object was in an event, or of a change of its scene; told at most once. */
export interface ObjectNews {
  readonly id: number;
  readonly eventId: string;
  readonly kind: 'recognised' | EventChange['kind'];
  readonly shape: string;
  readonly name: string | null;
  /** 0..1, of what was recognised. */
  readonly similarity: number | null;
  readonly snapshot: MediaPath | null;
  readonly createdAtMs: number;
}

export interface NewAsset {
  readonly file: MediaPath;
  readonly mediaType: MediaType;
  readonly cameraId: number;
  readonly profileId: number | null;
  readonly takenAtMs: number;
  readonly receivedAtMs: number;
  readonly sizeBytes: number;
  /** A row that a caller made; null: a clip gets a new one, a picture none. */
  readonly recordingId: number | null;
  /** False: kept without being analysed. */
  readonly analyse: boolean;
}

/** What a clip's or picture's analysis found, ready to be kept. */
export interface AnalysisRecord extends AnalysisEffort {
  readonly assetId: number;
  readonly metadata: MediaMetadata;
  readonly tracks: readonly AnalysedTrack[];
  readonly annotatedFrame: MediaPath | null;
  /** Of the camera, masks among them. */
  readonly zones: readonly Zone[];
  /** Its scene is compared with the clips before it. */
  readonly comparesScenes?: boolean;
}

/** Everything that the machine writes down. All calls are synchronous and atomic (node:sqlite, WAL). */
export interface History {
  /**
   * In one transaction: the asset, its event (joined or new), for a clip its recording, and its job in the queue.
   * An asset whose file is known already answers `known`, and changes nothing; an unassigned one is taken over.
   */
  addAsset(asset: NewAsset): {
    readonly assetId: number;
    readonly eventId: string;
    readonly recordingId: number | null;
    readonly jobId: number | null;
    readonly known: boolean;
  };
  /** Motion without a file: joins or opens an event. */
  addMotion(cameraId: number, atMs: number): { readonly eventId: string };
  /** A file whose camera is not known: kept, with the reason, without a job. */
  addUnassigned(
    asset: Omit<NewAsset, 'cameraId' | 'profileId' | 'recordingId' | 'analyse'>,
    reason: string,
  ): { readonly assetId: number };
  /**
   * In one transaction: completes the job, settles which tracks are suppressed by what stood at the camera's places in
   * earlier events (domain/suppression) and by its masks (domain/track-zones), keeps the tracks in place of those of an earlier analysis, and opens an
   * announcement the first time that the event raises something, and that something goes through a zone. `raised`: a track of this analysis is not suppressed.
   * A job in the background announces nothing; one that only compares changes nothing but its run. What people said of
   * faces that were found earlier holds. A job that another worker completed meanwhile changes nothing.
   */
  completeAnalysis(jobId: number, analysis: AnalysisRecord): { readonly eventId: string; readonly raised: boolean };

  asset(id: number): Asset | null;
  assetByFile(file: MediaPath): Asset | null;
  recording(id: number): Recording | null;
  recordings(filter: HistoryFilter): readonly Recording[];
  event(id: string): EventDetails | null;
  events(filter: EventFilter): readonly EventDetails[];
  /** Newest first. */
  timeline(filter: TimelineFilter): readonly EventDetails[];

  /** Takes what has to be announced, marking it as taken before it is sent: a crash may lose one, and never sends one twice. */
  takeAnnouncements(notBeforeMs: number): readonly Announcement[];
  /** As takeAnnouncements, of who was recognised and of strangers: a clip may show a face that its picture did not. */
  takeFaceAnnouncements(notBeforeMs: number): readonly FaceAnnouncement[];
  /** As takeAnnouncements, of known objects, and of what was left behind or taken away. */
  takeObjectNews(notBeforeMs: number): readonly ObjectNews[];
}

/** By the start of the event or recording; both ends inclusive. */
export interface HistoryFilter {
  readonly cameraId?: number;
  readonly fromMs?: number;
  readonly toMs?: number;
  /** Newest first when set, at most this many; else all, oldest first. */
  readonly limit?: number;
  readonly offset?: number;
}

/** As HistoryFilter, of events. */
export interface EventFilter extends HistoryFilter {
  readonly who?: WantedPerson;
}

/** Null: whatever. Times are those of the event's start, both ends inclusive. */
export interface TimelineFilter {
  readonly cameraId: number | null;
  /** A shape that raised it. */
  readonly shape: string | null;
  readonly who: WantedPerson | null;
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** False: also events in which nothing was found (yet), or only what stood still. */
  readonly onlyRaised: boolean;
  /** The event after which the next ones are wanted. */
  readonly before: Pick<CameraEvent, 'id' | 'startedAtMs'> | null;
  readonly limit: number;
}
