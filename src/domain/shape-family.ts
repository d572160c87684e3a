/** Classes that detectors mix up between frames of one and the same object. */
const FAMILIES: readonly (readonly string[])[] = [
  ['car', 'truck', 'bus'],
  ['cat', 'dog'],
  ['bicycle', 'motorcycle'],
  ['horse', 'cow', 'sheep'],
];

const FAMILY_BY_SHAPE: ReadonlyMap<string, string> = new Map(
  FAMILIES.flatMap((family) => family.map((shape) => [shape, family.join('/')] as const)),
);

/** The name of the shape's family: shapes of one family may be the same object; a shape without one is its own. */
export function shapeFamily(shape: string): string {
  return FAMILY_BY_SHAPE.get(shape) ?? shape;
}
