import { messageOf } from '../domain/concierge-error.ts';
import { mediaTypeOf } from '../domain/media.ts';
import { isReservedPath, isSnapshotName, type MediaPath } from '../domain/media-path.ts';
import type { CameraBrandRules, FileNameReading } from '../ports/camera-brand.ts';
import type { CameraVerdictLog } from '../ports/camera-verdicts.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { FileRecogniser } from '../ports/file-recogniser.ts';
import type { History, NewAsset } from '../ports/history.ts';
import type {
  MotionOutcome,
  MotionReceiver,
  MotionReport,
  Upload,
  UploadOutcome,
  UploadReceiver,
} from '../ports/intake.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import { Cameras, type ConfiguredCamera } from './cameras.ts';
import { type FoundFile, MotionCheck } from './motion-check.ts';
import type { MotionListener } from './motion-listener.ts';
import { OnceEach } from './once-each.ts';
import { copyToOwnName, giveOwnName } from './own-name.ts';
import { decideTakenAt } from './taken-at.ts';

/** What was taken longer ago than this is kept and analysed, but is no motion any more. A clip may be half an hour long. */
const NEWS_MS = 45 * 60_000;

/** A network share's clock may be a little ahead of ours. */
const SAME_UPLOAD_MS = 3000;

export interface IntakeParts {
  readonly config: ConfigStore;
  readonly history: History;
  readonly media: MediaRoot;
  readonly brands: readonly CameraBrandRules[];
  readonly sinks: readonly MotionListener[];
  /** Asked about a file whose camera nobody here knows. */
  readonly recogniser?: FileRecogniser;
  /** Told what cameras say by themselves. */
  readonly verdicts?: CameraVerdictLog;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Where uploads and reports of motion become assets, each once, whoever brings them and however often. */
export class Intake implements UploadReceiver, MotionReceiver {
  readonly #parts: IntakeParts;
  readonly #cameras: Cameras;
  readonly #motionCheck: MotionCheck;
  readonly #warned = new OnceEach();

  constructor(parts: IntakeParts) {
    this.#parts = parts;
    this.#cameras = new Cameras(parts.config, parts.brands);
    this.#motionCheck = new MotionCheck({ ...parts, cameras: this.#cameras });
  }

  isTestFile(file: MediaPath): boolean {
    return this.#cameras.isTestFile(file);
  }

  /** A file that has just been uploaded. */
  async receive(upload: Upload): Promise<UploadOutcome> {
    return this.#take(upload, 'live');
  }

  /** A file that was found, `receivedAtMs` being its time of modification: the stamp in its name counts for more. */
  async receiveFound(upload: Upload): Promise<UploadOutcome> {
    return this.#take(upload, 'found');
  }

  async check(fields: Partial<MotionReport>): Promise<Readonly<Record<string, string>>> {
    return (await this.#motionCheck.check(fields)).message;
  }

  async report(motion: MotionReport): Promise<MotionOutcome> {
    const { camera, profileId, found, message } = await this.#motionCheck.check(motion);
    if (!camera || Object.keys(message).length > 0) return { kind: 'refused', message };
    if (motion.file === null || found === null) return this.#reportWithoutFile(camera, motion);
    const added = this.#add(
      camera,
      {
        file: await this.#withFreshContent(motion.file, motion, found, camera),
        mediaType: motion.type,
        profileId,
        takenAtMs: motion.epochMs,
        receivedAtMs: this.#parts.clock.nowMs(),
        sizeBytes: found.sizeBytes,
        recordingId: motion.recordingId,
      },
      motion.epochMs,
    );
    return { kind: 'accepted', jobId: added.jobId, eventId: added.eventId, recordingId: added.recordingId };
  }

  #reportWithoutFile(camera: ConfiguredCamera, { epochMs: atMs, cameraSays }: MotionReport): MotionOutcome {
    const { eventId } = this.#parts.history.addMotion(camera.id, atMs);
    if (cameraSays) this.#parts.verdicts?.note(eventId, cameraSays, atMs);
    this.#tellMotion(camera, atMs);
    return { kind: 'accepted', jobId: null, eventId, recordingId: null };
  }

  /** Automations write their pictures to one name over and over: what has changed since we took it is a new picture. */
  async #withFreshContent(
    file: MediaPath,
    motion: MotionReport,
    found: FoundFile,
    camera: ConfiguredCamera,
  ): Promise<MediaPath> {
    const known = this.#parts.history.assetByFile(file);
    const isTaken = known !== null && known.state !== 'unassigned';
    if (!isTaken || motion.type !== 'jpg' || found.modifiedAtMs <= known.receivedAtMs + SAME_UPLOAD_MS) return file;
    return copyToOwnName(this.#parts.media, file, { atMs: motion.epochMs, timezone: camera.timezone });
  }

  async #take(upload: Upload, origin: 'live' | 'found'): Promise<UploadOutcome> {
    const { file, receivedAtMs, sizeBytes } = upload;
    const ignored = this.#whyIgnored(upload, origin);
    if (ignored !== null) return { kind: 'ignored', reason: ignored };
    const mediaType = mediaTypeOf(file);
    if (mediaType === null) return { kind: 'ignored', reason: 'neither picture nor clip' };

    const known = this.#parts.history.assetByFile(file);
    if (known && known.state !== 'unassigned') return { kind: 'known', assetId: known.id };

    const reading = this.#cameras.readUpload(upload);
    const camera = reading?.cameraId == null ? null : this.#cameras.byId(reading.cameraId);
    if (!camera) {
      const recognised = await this.#takeRecognised(upload, mediaType);
      if (recognised) return recognised;
      const asset = { file, mediaType, takenAtMs: reading?.takenAtMs ?? receivedAtMs, receivedAtMs, sizeBytes };
      return this.#keepUnassigned(asset, reading);
    }

    const stampMs = reading?.takenAtMs ?? null;
    const isLive = origin === 'live';
    const takenAtMs = isLive ? this.#trustedTime(stampMs, receivedAtMs, camera) : (stampMs ?? receivedAtMs);
    const asset = {
      file: stampMs === null && isLive ? await this.#withOwnName(upload, camera) : file,
      mediaType,
      profileId: null,
      takenAtMs,
      receivedAtMs,
      sizeBytes,
      recordingId: null,
    };
    if (isLive) this.#parts.recogniser?.tell(asset.file);
    // A camera uploads when something moves, whatever its clock says.
    const added = this.#add(camera, asset, isLive ? receivedAtMs : takenAtMs);
    if (added.known) return { kind: 'known', assetId: added.assetId };
    if (reading?.says) this.#parts.verdicts?.note(added.eventId, reading.says, takenAtMs);
    const clockOffMs = isLive ? clockOff(stampMs, receivedAtMs) : null;
    return { kind: 'accepted', assetId: added.assetId, cameraName: camera.name, clockOffMs };
  }

  /** A listener may know whose file it is; what it says is checked as any report is. Null: none does. */
  async #takeRecognised(upload: Upload, mediaType: NewAsset['mediaType']): Promise<UploadOutcome | null> {
    const { file, receivedAtMs, sizeBytes } = upload;
    const found = await this.#parts.recogniser?.recognise(file);
    if (!found) return null;
    const named = { cameraName: found.cameraName, analyticsProfile: found.profile, recordingId: found.recordingId };
    const { camera, profileId, message } = await this.#motionCheck.check(named);
    if (!camera || Object.keys(message).length > 0) {
      this.#parts.logger.warn({ file, message }, 'A listener says whose file this is, but not as it can be.');
      return null;
    }
    const takenAtMs = found.takenAtMs ?? receivedAtMs;
    const { recordingId } = found;
    const asset = { file, mediaType, profileId, takenAtMs, receivedAtMs, sizeBytes, recordingId };
    const added = this.#add(camera, asset, receivedAtMs);
    if (added.known) return { kind: 'known', assetId: added.assetId };
    return { kind: 'accepted', assetId: added.assetId, cameraName: camera.name, clockOffMs: null };
  }

  #whyIgnored({ file, sizeBytes }: Upload, origin: 'live' | 'found') {
    if (isReservedPath(file) || isSnapshotName(file)) return 'our own';
    if (this.#cameras.isTestFile(file)) {
      const words = "The camera's FTP test arrived: FTP works.";
      this.#parts.logger[origin === 'live' ? 'info' : 'debug']({ file }, words);
      return 'test file';
    }
    const why = this.#cameras.whyIgnored(file);
    if (why !== null) {
      const words = `A ${why} arrived: it is no motion, so it is left where it is and not analysed.`;
      this.#parts.logger[this.#warned.isFirst(`ignored ${why}`) ? 'info' : 'debug']({ file }, words);
      return 'no motion';
    }
    if (sizeBytes > 0) return null;
    this.#parts.logger.info({ file }, 'An empty file arrived and is ignored: the camera could not send its content.');
    return 'empty';
  }

  #keepUnassigned(
    asset: Omit<NewAsset, 'cameraId' | 'profileId' | 'recordingId' | 'analyse'>,
    reading: FileNameReading | null,
  ): UploadOutcome {
    const nameInFile = reading?.cameraName ?? asset.file.slice(asset.file.lastIndexOf('/') + 1);
    const known = this.#parts.history.assetByFile(asset.file);
    const why = this.#cameras.whyUnread(asset.file, reading);
    if (known) return { kind: 'unknown camera', assetId: known.id, nameInFile, why };
    const { assetId } = this.#parts.history.addUnassigned(asset, why);
    this.#parts.logger[this.#warned.isFirst(`unknown ${nameInFile}`) ? 'warn' : 'debug'](
      { file: asset.file, asset: assetId },
      `Cannot tell whose upload this is: ${why}. It is kept; add that camera, rename it in its own settings, or have it upload into a folder of its name.`,
    );
    return { kind: 'unknown camera', assetId, nameInFile, why };
  }

  /** In one place, so that whoever brings a file, its sinks hear of it once. */
  #add(
    camera: ConfiguredCamera,
    asset: Omit<NewAsset, 'cameraId' | 'analyse'>,
    movedAtMs: number,
  ): ReturnType<History['addAsset']> {
    const added = this.#parts.history.addAsset({ ...asset, cameraId: camera.id, analyse: camera.analytics_enabled });
    if (added.known) return added;
    const { assetId, eventId, jobId } = added;
    this.#parts.logger.info({ camera: camera.name, file: asset.file, asset: assetId, event: eventId }, 'received');
    this.#tellMotion(camera, movedAtMs);
    if (jobId !== null) this.#tell((sink) => sink.queueChanged());
    return added;
  }

  async #withOwnName({ file, receivedAtMs }: Upload, camera: ConfiguredCamera): Promise<MediaPath> {
    try {
      return await giveOwnName(this.#parts.media, file, { atMs: receivedAtMs, timezone: camera.timezone });
    } catch (error) {
      this.#parts.logger.warn(
        { file, error: messageOf(error) },
        'Cannot rename it, so the next upload may replace it.',
      );
      return file;
    }
  }

  #trustedTime(stampMs: number | null, receivedAtMs: number, camera: ConfiguredCamera): number {
    const { takenAtMs, clockIsWrong } = decideTakenAt(stampMs, receivedAtMs);
    const offMs = clockOff(stampMs, receivedAtMs);
    const key = `clock ${camera.id}`;
    if (offMs === null) this.#warned.forget(key);
    else if (this.#warned.isFirst(key)) {
      const hours = `${Math.round(Math.abs(offMs) / 360_000) / 10} h ${offMs < 0 ? 'behind' : 'ahead'}`;
      const counts = clockIsWrong
        ? 'the time of arrival counts'
        : 'its time counts in history, in case it sends what it had kept';
      this.#parts.logger.warn(
        { camera: camera.name },
        `By the names of its files the camera's clock is ${hours}; ${counts}. Check its time and its time zone.`,
      );
    }
    return takenAtMs;
  }

  #tellMotion(camera: ConfiguredCamera, atMs: number): void {
    if (this.#parts.clock.nowMs() - atMs < NEWS_MS) this.#tell((sink) => sink.motion(camera.id, atMs));
  }

  /** One sink's fault is neither the camera's nor another sink's. */
  #tell(say: (sink: MotionListener) => void): void {
    for (const sink of this.#parts.sinks) {
      try {
        say(sink);
      } catch (error) {
        this.#parts.logger.error({ error: messageOf(error) }, 'A listener failed to take the news of motion.');
      }
    }
  }
}

/** Null: about right, or not told. */
function clockOff(stampMs: number | null, receivedAtMs: number): number | null {
  const offMs = (stampMs ?? receivedAtMs) - receivedAtMs;
  return !decideTakenAt(stampMs, receivedAtMs).clockIsWrong && offMs > -NEWS_MS ? null : offMs;
}
