import { stat } from 'node:fs/promises';
import { type MediaPath, unnumberedPath } from '../domain/media-path.ts';
import type { CameraBrandRules } from '../ports/camera-brand.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { Asset, History } from '../ports/history.ts';
import type { Upload, UploadOutcome } from '../ports/intake.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import { brandOf, type ConfiguredCamera, isSame } from './camera-request.ts';

export interface ArrivedFileParts {
  readonly config: ConfigStore;
  readonly history: History;
  readonly media: MediaRoot;
  readonly brand: CameraBrandRules;
  /** Takes a file that nobody has told of yet, as one that was found. */
  readonly receive: (upload: Upload) => Promise<UploadOutcome>;
}

export interface ArrivedFile {
  readonly asset: Asset;
  readonly camera: ConfiguredCamera;
}

/**
 * The asset of a file of one of this brand's cameras, made when it is not known yet; null for any other file.
 * @throws ConciergeError FILE_MISSING, PATH_OUTSIDE_ROOT for one whose name is ours.
 */
export async function arrivedFile(
  parts: ArrivedFileParts,
  file: MediaPath,
  nowMs: number,
): Promise<ArrivedFile | null> {
  const known = assetOfBrand(parts, parts.history.assetByFile(file));
  if (known !== 'unknown') return known;
  if (!isOurs(parts, file, nowMs)) return null;

  const { size, mtimeMs } = await stat(await parts.media.existing(file));
  const outcome = await parts.receive({ file, sizeBytes: size, receivedAtMs: Math.round(mtimeMs) });
  if (outcome.kind === 'ignored' || outcome.kind === 'unknown camera') return null;
  const made = assetOfBrand(parts, parts.history.asset(outcome.assetId));
  return made === 'unknown' ? null : made;
}

/** Null: of another brand's camera. */
function assetOfBrand({ config, brand }: ArrivedFileParts, asset: Asset | null): ArrivedFile | 'unknown' | null {
  const document = config.read();
  const camera = document.cameras.find(({ id }) => id === asset?.cameraId);
  if (asset === null || camera === undefined) return 'unknown';
  return isSame(brandOf(document, camera), brand.name) ? { asset, camera } : null;
}

function isOurs({ config, brand }: ArrivedFileParts, file: MediaPath, nowMs: number): boolean {
  if (brand.isTestFile(file)) return false;
  const document = config.read();
  const own = document.cameras
    .filter((camera) => isSame(brandOf(document, camera), brand.name))
    .map(({ id, name, timezone, host }) => ({ id, name, timezone, host, filePattern: '' }));
  return brand.readFileName(unnumberedPath(file), own, nowMs)?.cameraId != null;
}
