import { EMBEDDING_LENGTH, type Face } from '../../src/domain/face.ts';

/**
 * Embeddings of made-up people: each person has an axis of its own, so that two people are `Math.SQRT1_2` apart, and what
 * a picture adds goes along further axes.
 */
export function embeddingOf(person: number, variation: Readonly<Record<number, number>> = {}): number[] {
  const embedding = new Array<number>(EMBEDDING_LENGTH).fill(0);
  embedding[person] = 0.5;
  for (const [axis, value] of Object.entries(variation)) {
    embedding[64 + Number(axis)] = value;
  }
  return embedding;
}

export function face(embedding: readonly number[] | null, changes: Partial<Face> = {}): Face {
  const eye = { x: 0, y: 0 };
  return {
    frameNumber: 0,
    timeMs: 0,
    box: { startX: 10, startY: 10, endX: 90, endY: 110 },
    confidence: 0.9,
    landmarks: { leftEye: eye, rightEye: eye, nose: eye, leftMouth: eye, rightMouth: eye },
    quality: { score: 0.8, widthPx: 80, sharpness: 0.8, frontality: 0.9, edge: 1 },
    fault: embedding === null ? 'blurred' : null,
    embedding,
    picture: null,
    ...changes,
  };
}
