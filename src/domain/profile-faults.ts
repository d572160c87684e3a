import type { ShapeRule } from './shape-rule.ts';

interface Profile {
  readonly shapes: readonly number[];
  readonly min_nbr_video_frames_skipped: number;
  readonly max_nbr_video_frames_skipped: number;
  readonly face_recognition: boolean;
  readonly image_comparison: boolean;
  readonly shape_rules?: readonly ShapeRule[];
}

/** What is wrong between the fields of a profile, each with the field that is to blame. */
export type ProfileFault =
  | { readonly kind: 'intervals'; readonly field: 'min_nbr_video_frames_skipped'; readonly max: number }
  | { readonly kind: 'no person'; readonly field: 'face_recognition' }
  | { readonly kind: 'person alone'; readonly field: 'image_comparison' }
  | ({ readonly kind: 'heights'; readonly field: 'shape_rules' } & CrossedHeights);

interface CrossedHeights {
  readonly shape: string;
  readonly minPct: number;
  readonly maxPct: number;
}

/** @param personId of the shape `person`; undefined: there is none */
export function profileFaults(profile: Profile, personId: number | undefined): readonly ProfileFault[] {
  const faults: ProfileFault[] = [];
  const max = profile.max_nbr_video_frames_skipped;
  if (profile.min_nbr_video_frames_skipped > max) {
    faults.push({ kind: 'intervals', field: 'min_nbr_video_frames_skipped', max });
  }
  if (profile.face_recognition && !profile.shapes.some((id) => id === personId)) {
    faults.push({ kind: 'no person', field: 'face_recognition' });
  }
  if (profile.image_comparison && profile.shapes.every((id) => id === personId)) {
    faults.push({ kind: 'person alone', field: 'image_comparison' });
  }
  for (const crossed of crossedHeights(profile.shape_rules ?? [])) {
    faults.push({ kind: 'heights', field: 'shape_rules', ...crossed });
  }
  return faults;
}

/** The rules that nothing can meet. */
export function crossedHeights(rules: readonly ShapeRule[]): readonly CrossedHeights[] {
  return rules.flatMap(({ shape, min_height_pct: min, max_height_pct: max }) => {
    const [minPct, maxPct] = [min ?? 0, max ?? 101];
    return minPct < maxPct ? [] : [{ shape, minPct, maxPct }];
  });
}

/** What to tell a caller of REST. */
export function profileFaultWords(fault: ProfileFault): string {
  switch (fault.kind) {
    case 'intervals':
      return `must not exceed max_nbr_video_frames_skipped, which is ${fault.max}`;
    case 'no person':
      return "needs the shape person among the profile's shapes";
    case 'person alone':
      return "needs a shape other than person among the profile's shapes";
    case 'heights':
      return crossedHeightsWords(fault);
  }
}

export function crossedHeightsWords({ shape, minPct, maxPct }: CrossedHeights): string {
  return `of ${shape}, the least height (${minPct} %) must be below the greatest (${maxPct} %)`;
}
