import { eventShapes } from '../domain/event-shapes.ts';
import type { MediaPath } from '../domain/media-path.ts';
import type { ReadonlyConfig } from '../ports/config-store.ts';
import type { EventDetails, Recording } from '../ports/history.ts';

type Camera = ReadonlyConfig['cameras'][number];

/** What a listener of callback_type `detection` is sent: what an event has found so far. Null: nothing that raises. */
export function detectionMessage(event: EventDetails, camera: Camera, urlOf: (file: MediaPath) => string) {
  const shapes = eventShapes(event.tracks);
  if (shapes.length === 0) return null;
  const snapshot = shapes.find((shape) => shape.snapshot !== null)?.snapshot ?? null;
  const clip = event.assets.find(({ mediaType }) => mediaType === 'mp4')?.file ?? null;
  return {
    event_id: event.id,
    camera_name: camera.name,
    camera: camera.id,
    time: new Date(event.startedAtMs).toISOString(),
    shapes: shapes.map(({ shape, count, confidence, zones }) => ({
      shape,
      count,
      confidence: Math.round(confidence * 10_000) / 100,
      zones,
    })),
    snapshot_url: snapshot && urlOf(snapshot),
    clip_url: clip && urlOf(clip),
  };
}

/** What a listener of callback_type `recording` is sent: the row, when it is new and when it has been analysed. */
export function recordingMessage(recording: Recording, camera: Camera, urlOf: (file: MediaPath) => string) {
  const { snapshot, metadata } = recording;
  return {
    id: recording.id,
    camera: camera.id,
    camera_name: camera.name,
    recording_date_time: new Date(recording.startedAtMs).toISOString(),
    file_path_video: `/${recording.file}`,
    url_video: urlOf(recording.file),
    file_path_snapshot: snapshot && `/${snapshot}`,
    url_snapshot: snapshot && urlOf(snapshot),
    duration: metadata && metadata.durationMs / 1000,
    video_processed_by_analytics: recording.analysed,
  };
}

/** What a listener of callback_type `config` is sent: as reoconfig takes it, but for the password, which nobody reads. */
export function configMessage(camera: Camera, config: ReadonlyConfig, action: 'created' | 'changed' | 'deleted') {
  const type = config.camera_types.find(({ id }) => id === camera.brand);
  const brand = config.camera_brands.find(({ id }) => id === type?.brand);
  const { id, name, host, user, timezone } = camera;
  return { action, id, name, brand: brand?.name ?? '', host, user, timezone };
}

/** What any listener is sent when somebody wants to know whether it answers: there is no such file, and it says so. */
export function trialMessage(callbackType: string) {
  return { test: true, callback_type: callbackType, file: '/concierge-test' };
}
