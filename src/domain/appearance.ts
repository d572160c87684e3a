/** How many numbers say what an object looks like. */
export const APPEARANCE_LENGTH = 64;

/** APPEARANCE_LENGTH numbers, together of length 1. */
export type Appearance = ArrayLike<number>;

/** Cosine similarity, -1..1: how alike two objects look. */
export function likeness(a: Appearance, b: Appearance): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
