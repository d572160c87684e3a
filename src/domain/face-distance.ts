/** dlib's 128 numbers of a face; the same person's lie near to one another. */
export type Embedding = ArrayLike<number>;

/** Euclidean distance: 0 for the same picture, about 0.3 for the same person, 0.8 for two people. */
export function faceDistance(a: Embedding, b: Embedding): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}

/** The smallest distance to any of these; infinite when there is none. */
export function nearestDistance(embedding: Embedding, others: readonly Embedding[]): number {
  return others.reduce((nearest, other) => Math.min(nearest, faceDistance(embedding, other)), Number.POSITIVE_INFINITY);
}
