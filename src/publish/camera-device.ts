import { parseShape } from '../domain/shapes.ts';
import type { ReadonlyConfig } from '../ports/config-store.ts';
import { type ShapeLabel, shapeLabel } from './shape-label.ts';

/** A camera as Home Assistant is shown it. Its uuid is its identity; everything else may change. */
export interface CameraDevice {
  readonly cameraId: number;
  readonly uuid: string;
  readonly name: string;
  readonly analyticsEnabled: boolean;
  /** The shapes of its profile, each once, in the order of the configuration. */
  readonly shapes: readonly ShapeLabel[];
}

export function cameraDevices(config: ReadonlyConfig): readonly CameraDevice[] {
  return config.cameras.map((camera) => ({
    cameraId: camera.id,
    uuid: camera.uuid,
    name: camera.name,
    analyticsEnabled: camera.analytics_enabled,
    shapes: profileShapes(camera.analytics_profile, config),
  }));
}

/** A camera without a profile is analysed by the first one. */
function profileShapes(profileId: number | null, config: ReadonlyConfig): readonly ShapeLabel[] {
  const profile = config.analytics_profiles.find(({ id }) => id === profileId) ?? config.analytics_profiles[0];
  const names = config.analytics_shapes
    .filter(({ id }) => profile?.shapes.includes(id))
    .map(({ shape }) => parseShape(shape) ?? shape);
  return [...new Set(names)].map(shapeLabel);
}
