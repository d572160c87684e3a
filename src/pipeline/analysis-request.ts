import { DateTime } from 'luxon';
import { cameraSettings } from '../domain/camera-settings.ts';
import type { MediaMetadata } from '../domain/media.ts';
import { type MediaPath, SNAPSHOT_FOLDER } from '../domain/media-path.ts';
import { type ClipLength, frameBounds, planFrames } from '../domain/plan-frames.ts';
import type { QueueDepth } from '../ports/analysis-queue.ts';
import type { ReadonlyConfig } from '../ports/config-store.ts';
import type { Asset } from '../ports/history.ts';
import type { AnalysisRequest } from '../ports/shape-analyser.ts';

type Camera = ReadonlyConfig['cameras'][number];
type Profile = ReadonlyConfig['analytics_profiles'][number];

/**
 * What to look for in an asset, and how closely, as its camera's profile and the queue have it now.
 * @param look reads a clip's metadata; asked only when load is to be shed, since it costs a tenth of a second
 */
export async function analysisRequest(
  asset: Asset,
  camera: Camera,
  config: ReadonlyConfig,
  depth: QueueDepth,
  look: (file: MediaPath) => Promise<MediaMetadata>,
): Promise<AnalysisRequest> {
  const { profile, confidencePct, shapeLimits, faceRecognition } = settingsFor(asset, camera, config);
  const everyNthFrame = asset.mediaType === 'jpg' ? 1 : await interval(asset.file, profile, depth, look);
  const fileBase = snapshotBase(asset, camera);
  return {
    file: asset.file,
    mediaType: asset.mediaType,
    shapes: profile ? shapesOf(profile, config) : null,
    minConfidence: confidencePct / 100,
    shapeLimits,
    everyNthFrame,
    snapshots: { fileBase, recordingId: asset.recordingId === null ? '' : String(asset.recordingId) },
    annotatedFrame: `${fileBase}_annotated.jpg`,
    faces: faceRecognition === 'on' ? { fileBase } : null,
    appearances: profile?.image_comparison ?? false,
  };
}

/** The same, leaving nothing on disk. */
export function withoutPictures(request: AnalysisRequest): AnalysisRequest {
  const faces = request.faces && { fileBase: null };
  return { ...request, snapshots: null, annotatedFrame: null, faces };
}

/** A caller who names a profile means it as it is; else the camera's own settings hold. */
function settingsFor(asset: Asset, camera: Camera, config: ReadonlyConfig) {
  const named = config.analytics_profiles.find(({ id }) => id === asset.profileId);
  return cameraSettings(named ? { analytics_profile: named.id } : camera, config);
}

/** How long the clip is only matters to how much of it may be left out. */
async function interval(
  file: MediaPath,
  profile: Profile | undefined,
  depth: QueueDepth,
  look: (file: MediaPath) => Promise<MediaMetadata>,
): Promise<number> {
  const bounds = frameBounds(profile);
  const plan = (clip: ClipLength) => planFrames(clip, depth.clips, depth.oldestWaitMs, bounds).everyNthFrame;
  const unseen = plan({ frameCount: null, fps: null });
  return unseen > bounds.minSkip ? plan(await look(file)) : unseen;
}

function shapesOf(profile: Profile, config: ReadonlyConfig): string[] {
  return config.analytics_shapes.filter(({ id }) => profile.shapes.includes(id)).map(({ shape }) => shape);
}

/** A folder a camera and day of the camera's own time; the asset's number keeps two of one second apart. */
function snapshotBase(asset: Asset, camera: Camera): string {
  const taken = DateTime.fromMillis(asset.takenAtMs, { zone: camera.timezone || 'local' });
  return `${SNAPSHOT_FOLDER}/${camera.name}/${taken.toFormat('yyyy-MM-dd')}/${taken.toFormat('HHmmss')}_${asset.id}`;
}
