import { DateTime } from 'luxon';
import { SNAPSHOT_FOLDER } from '../domain/media-path.ts';
import { planFrames } from '../domain/plan-frames.ts';
import type { QueueDepth } from '../ports/analysis-queue.ts';
import type { ReadonlyConfig } from '../ports/config-store.ts';
import type { Asset } from '../ports/history.ts';
import type { AnalysisRequest } from '../ports/shape-analyser.ts';

type Camera = ReadonlyConfig['cameras'][number];
type Profile = ReadonlyConfig['analytics_profiles'][number];

/** What to look for in an asset, and how closely, as its camera's profile and the queue have it now. */
export function analysisRequest(
  asset: Asset,
  camera: Camera,
  config: ReadonlyConfig,
  depth: QueueDepth,
): AnalysisRequest {
  const profile = profileFor(asset, camera, config);
  const { everyNthFrame } = planFrames({ frameCount: null, fps: null }, depth.clips, depth.oldestWaitMs, {
    minSkip: profile?.min_nbr_video_frames_skipped ?? 5,
    maxSkip: profile?.max_nbr_video_frames_skipped ?? 60,
  });
  const fileBase = snapshotBase(asset, camera);
  return {
    file: asset.file,
    mediaType: asset.mediaType,
    shapes: profile ? shapesOf(profile, config) : null,
    minConfidence: (profile?.confidence_level ?? 70) / 100,
    everyNthFrame: asset.mediaType === 'mp4' ? everyNthFrame : 1,
    snapshots: { fileBase, recordingId: String(asset.recordingId ?? `-${asset.id}`) },
    annotatedFrame: `${fileBase}_annotated.jpg`,
  };
}

/** The caller's, else the camera's own, else the first: a new camera is analysed without anybody choosing. */
function profileFor(asset: Asset, camera: Camera, config: ReadonlyConfig): Profile | undefined {
  const wanted = asset.profileId ?? camera.analytics_profile;
  return config.analytics_profiles.find(({ id }) => id === wanted) ?? config.analytics_profiles[0];
}

function shapesOf(profile: Profile, config: ReadonlyConfig): string[] {
  return config.analytics_shapes.filter(({ id }) => profile.shapes.includes(id)).map(({ shape }) => shape);
}

/** A folder a camera and day of the camera's own time; the asset's number keeps two of one second apart. */
function snapshotBase(asset: Asset, camera: Camera): string {
  const taken = DateTime.fromMillis(asset.takenAtMs, { zone: camera.timezone || 'local' });
  return `${SNAPSHOT_FOLDER}/${camera.name}/${taken.toFormat('yyyy-MM-dd')}/${taken.toFormat('HHmmss')}_${asset.id}`;
}
