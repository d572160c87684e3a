/** What a camera's own detection tells apart. */
export const CAMERA_VERDICTS = ['person', 'vehicle', 'animal'] as const;
export type CameraVerdict = (typeof CAMERA_VERDICTS)[number];

/** Words of cameras, in small letters: Reolink's alarm types, and those of other makes' events. */
const WORDS: Readonly<Record<CameraVerdict, readonly string[]>> = {
  person: ['people', 'person', 'human', 'pedestrian'],
  vehicle: ['vehicle', 'car', 'motorvehicle', 'nonmotorvehicle'],
  animal: ['dog', 'cat', 'pet', 'animal'],
};

/** Our shapes that a verdict means. The database counts by these words: another shape needs a step of its schema. */
export const SHAPES_OF_VERDICT: Readonly<Record<CameraVerdict, readonly string[]>> = {
  person: ['person'],
  vehicle: ['car', 'truck', 'bus', 'motorcycle', 'bicycle'],
  animal: ['dog', 'cat', 'bird', 'horse', 'sheep', 'cow', 'bear'],
};

/** The verdict in a camera's word for what set it off, such as `DOG_CAT`; null: it says no more than that something moves. */
export function cameraVerdict(word: string): CameraVerdict | null {
  const parts = word.toLowerCase().split(/[^a-z]+/);
  return CAMERA_VERDICTS.find((verdict) => parts.some((part) => WORDS[verdict].includes(part))) ?? null;
}
