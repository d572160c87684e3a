import type { ConfigDocument } from './config-records.ts';
import { type ShapeLimit, shapeLimits } from './shape-limits.ts';
import type { ShapeRule } from './shape-rule.ts';

type Profile = Readonly<
  Pick<ConfigDocument['analytics_profiles'][number], 'id' | 'confidence_level' | 'face_recognition'>
> & {
  readonly shapes: readonly number[];
  readonly shape_rules?: readonly ShapeRule[];
};

type Camera = Readonly<
  Pick<ConfigDocument['cameras'][number], 'analytics_profile' | 'confidence_level' | 'face_recognition'>
>;

interface Configuration<Kind> {
  readonly analytics_profiles: readonly Kind[];
  readonly analytics_shapes: readonly { readonly id: number; readonly shape: string }[];
}

/** How a camera's pictures are analysed: what it says of itself goes before what its profile says. */
export interface CameraSettings<Kind> {
  /** The camera's own, else the first: a new camera is analysed without anybody choosing. Undefined: there is none. */
  readonly profile: Kind | undefined;
  /** 1..100 */
  readonly confidencePct: number;
  /** Of shapes that the profile has rules for. */
  readonly shapeLimits: readonly ShapeLimit[];
  /** `impossible`: the profile does not look for persons, whose faces they would be. */
  readonly faceRecognition: 'on' | 'off' | 'impossible';
}

const DEFAULT_CONFIDENCE_PCT = 70;

export function cameraSettings<Kind extends Profile>(
  camera: Camera,
  { analytics_profiles, analytics_shapes }: Configuration<Kind>,
): CameraSettings<Kind> {
  const profile = analytics_profiles.find(({ id }) => id === camera.analytics_profile) ?? analytics_profiles[0];
  const person = analytics_shapes.find(({ shape }) => shape === 'person');
  const isWanted = camera.face_recognition ?? profile?.face_recognition ?? false;
  const usualPct = profile?.confidence_level ?? DEFAULT_CONFIDENCE_PCT;
  const isPossible = person !== undefined && (profile?.shapes.includes(person.id) ?? false);
  return {
    profile,
    confidencePct: camera.confidence_level ?? usualPct,
    shapeLimits: shapeLimits(profile?.shape_rules ?? [], usualPct, camera.confidence_level ?? null),
    faceRecognition: isPossible ? (isWanted ? 'on' : 'off') : 'impossible',
  };
}
