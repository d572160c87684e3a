import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pictureDoubts } from '../../src/domain/enrolment-check.ts';
import { embeddingOf } from '../gallery/embeddings.ts';

const kindsOf = (embedding: readonly number[], others: readonly (readonly number[])[]) =>
  pictureDoubts(embedding, others, []).map(({ kind }) => kind);

/** Pictures of one person in different light. */
const pictures = (person: number, count: number) =>
  Array.from({ length: count }, (_, light) => embeddingOf(person, { [light]: 0.25 }));

describe('a picture of a person is doubted', () => {
  test('when it is unlike most others, though somebody wrong like it is among them', () => {
    assert.deepEqual(kindsOf(embeddingOf(9), [...pictures(1, 3), embeddingOf(9, { 5: 0.3 })]), ['unlike the others']);
    assert.deepEqual(kindsOf(embeddingOf(9), pictures(1, 1)), ['unlike the others']);
  });

  test('not because somebody wrong is among the others', () => {
    const [right, ...others] = pictures(1, 4);
    assert.ok(right);
    assert.deepEqual(kindsOf(right, [...others, embeddingOf(9)]), []);
    assert.deepEqual(kindsOf(right, []), []);
  });

  test('when it is there already', () => {
    assert.deepEqual(kindsOf(embeddingOf(1, { 0: 0.21 }), pictures(1, 3)), ['the same picture']);
  });
});
