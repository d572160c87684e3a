import { stat } from 'node:fs/promises';
import { ConciergeError } from '../domain/concierge-error.ts';
import { type MediaType, mediaTypeOf } from '../domain/media.ts';
import { type MediaPath, unnumberedPath } from '../domain/media-path.ts';
import type { CameraBrandRules, FileNameReading } from '../ports/camera-brand.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { Asset, History } from '../ports/history.ts';
import type { Upload, UploadOutcome } from '../ports/intake.ts';
import type { RecordingEditor } from '../ports/recording-editor.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import { brandOf, type ConfiguredCamera, isSame } from './camera-request.ts';
import { NOTHING_TOLD } from './told-clip.ts';

export interface ArrivedFileParts {
  readonly config: ConfigStore;
  readonly history: History;
  readonly recordings: RecordingEditor;
  readonly media: MediaRoot;
  readonly brand: CameraBrandRules;
  /** Takes a file that nobody has told of yet, as one that was found. */
  readonly receive: (upload: Upload) => Promise<UploadOutcome>;
}

/** A file of one of the brand's cameras. */
export interface ArrivedFile {
  readonly camera: ConfiguredCamera;
  readonly mediaType: MediaType;
  /** Null: the camera's own. */
  readonly profileId: number | null;
  readonly takenAtMs: number;
  /** Of a clip. */
  readonly recordingId: number | null;
}

/**
 * What a file of one of this brand's cameras is; it is taken in when it is not known yet, and one that is not there (its
 * caller may see other folders than we do) is known by its name alone. Null for any other file.
 * @throws ConciergeError PATH_OUTSIDE_ROOT for one whose name is ours.
 */
export async function arrivedFile(
  parts: ArrivedFileParts,
  file: MediaPath,
  nowMs: number,
): Promise<ArrivedFile | null> {
  const known = assetOfBrand(parts, parts.history.assetByFile(file));
  if (known !== 'unknown') return known;
  const reading = readingOfOurs(parts, file, nowMs);
  if (reading === null) return null;

  const found = await sizeAndTime(parts.media, file);
  if (found === null) return announced(parts, file, reading, nowMs);
  const outcome = await parts.receive({ file, ...found });
  if (outcome.kind === 'ignored' || outcome.kind === 'unknown camera') return null;
  const made = assetOfBrand(parts, parts.history.asset(outcome.assetId));
  return made === 'unknown' ? null : made;
}

/** Null: of another brand's camera. */
function assetOfBrand({ config, brand }: ArrivedFileParts, asset: Asset | null): ArrivedFile | 'unknown' | null {
  const document = config.read();
  const camera = document.cameras.find(({ id }) => id === asset?.cameraId);
  if (asset === null || camera === undefined) return 'unknown';
  return isSame(brandOf(document, camera), brand.name) ? { ...asset, camera } : null;
}

/** Null: the name is none of this brand's cameras. */
function readingOfOurs({ config, brand }: ArrivedFileParts, file: MediaPath, nowMs: number): FileNameReading | null {
  if (brand.isTestFile(file)) return null;
  const document = config.read();
  const own = document.cameras
    .filter((camera) => isSame(brandOf(document, camera), brand.name))
    .map(({ id, name, timezone, host }) => ({ id, name, timezone, host, filePattern: '' }));
  const reading = brand.readFileName(unnumberedPath(file), own, nowMs);
  return reading?.cameraId == null ? null : reading;
}

async function sizeAndTime(media: MediaRoot, file: MediaPath) {
  try {
    const { size, mtimeMs } = await stat(await media.existing(file));
    return { sizeBytes: size, receivedAtMs: Math.round(mtimeMs) };
  } catch (error) {
    if (error instanceof ConciergeError && error.code === 'FILE_MISSING') return null;
    throw error;
  }
}

/** Its recording is there before its clip, and is that clip's once it comes. */
function announced(
  { config, recordings }: ArrivedFileParts,
  file: MediaPath,
  { cameraId, takenAtMs: stampMs }: FileNameReading,
  nowMs: number,
): ArrivedFile | null {
  const camera = config.read().cameras.find(({ id }) => id === cameraId);
  const mediaType = mediaTypeOf(file);
  if (camera === undefined || mediaType === null) return null;
  const takenAtMs = stampMs ?? nowMs;
  const fields = { cameraId: camera.id, startedAtMs: takenAtMs, file, snapshot: null, told: NOTHING_TOLD };
  const recordingId = mediaType === 'mp4' ? (recordings.idOf(file) ?? recordings.create(fields)) : null;
  return { camera, mediaType, profileId: null, takenAtMs, recordingId };
}
