import { cameraSettings } from '../domain/camera-settings.ts';
import { parseShape } from '../domain/shapes.ts';
import type { ReadonlyConfig } from '../ports/config-store.ts';
import { type ShapeKey, shapeKey } from './shape-key.ts';

/** A camera as Home Assistant is shown it. Its uuid is its identity; everything else may change. */
export interface CameraDevice {
  readonly cameraId: number;
  readonly uuid: string;
  readonly name: string;
  readonly analyticsEnabled: boolean;
  /** The shapes of its profile, each once, in the order of the configuration. */
  readonly shapes: readonly ShapeKey[];
  /** The name of its profile; empty: there is none. */
  readonly profile: string;
  /** The names of all profiles. */
  readonly profiles: readonly string[];
  readonly confidencePct: number;
  readonly faceRecognition: 'on' | 'off' | 'impossible';
  /** Its profile compares what is no person with known objects. */
  readonly comparesObjects: boolean;
  /** The camera could be reached when it was last set up. */
  readonly reachable: boolean;
}

export function cameraDevices(config: ReadonlyConfig): readonly CameraDevice[] {
  return config.cameras.map((camera) => {
    const { profile, confidencePct, faceRecognition } = cameraSettings(camera, config);
    return {
      cameraId: camera.id,
      uuid: camera.uuid,
      name: camera.name,
      analyticsEnabled: camera.analytics_enabled,
      shapes: shapesOf(profile?.shapes ?? [], config),
      profile: profile?.name ?? '',
      profiles: config.analytics_profiles.map(({ name }) => name),
      confidencePct,
      faceRecognition,
      comparesObjects: profile?.image_comparison ?? false,
      reachable: camera.state === 'OK',
    };
  });
}

function shapesOf(ids: readonly number[], config: ReadonlyConfig): readonly ShapeKey[] {
  const names = config.analytics_shapes
    .filter(({ id }) => ids.includes(id))
    .map(({ shape }) => parseShape(shape) ?? shape);
  return [...new Set(names)].map((shape) => ({ shape, key: shapeKey(shape) }));
}
