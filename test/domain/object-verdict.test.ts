import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { APPEARANCE_LENGTH } from '../../src/domain/appearance.ts';
import { judgeObject, type KnownThing, objectThresholds } from '../../src/domain/object-verdict.ts';

/** A look this like (cosine) to `base`'s, turned towards `towards`. */
function look(base: number, like = 1, towards = base + 1): number[] {
  const numbers = Array.from({ length: APPEARANCE_LENGTH }, () => 0);
  numbers[base] = like;
  if (like < 1) numbers[towards] = Math.sqrt(1 - like * like);
  return numbers;
}

const thing = (name: string, shape: string, ...appearances: number[][]): KnownThing => ({ name, shape, appearances });

describe('a track compared with known objects', () => {
  const ours = thing('Our car', 'car', look(0));
  const { known, unsure } = objectThresholds('car');

  const cases: readonly [words: string, like: number, kind: string][] = [
    ['is named when it looks like one', known + 0.01, 'known'],
    ['is perhaps it when it looks a little like one', (known + unsure) / 2, 'unsure'],
    ['is nothing known when it looks like none', unsure - 0.01, 'none'],
  ];
  for (const [words, like, kind] of cases) {
    test(words, () => assert.equal(judgeObject('car', look(0, like), [ours]).kind, kind));
  }

  test('may be a truck to the detector this time, and never a dog', () => {
    assert.equal(judgeObject('truck', look(0), [ours]).kind, 'known');
    assert.equal(judgeObject('dog', look(0), [ours]).kind, 'none');
  });

  test('is named by the likest of several pictures', () => {
    const seen = judgeObject('car', look(5), [thing('Our car', 'car', look(0), look(5))]);
    assert.equal(seen.kind === 'known' && seen.name, 'Our car');
  });

  test('as like to two of them is named after neither', () => {
    const verdict = judgeObject('car', look(0), [ours, thing("The neighbour's", 'car', look(0, 0.99, 7))]);
    assert.equal(verdict.kind, 'unsure');
    assert.deepEqual(verdict.kind === 'unsure' && verdict.candidates.map(({ name }) => name), [
      'Our car',
      "The neighbour's",
    ]);
  });

  test('has a similarity of half at the threshold', () => {
    const verdict = judgeObject('car', look(0, known + 1e-9), [ours]);
    assert.ok(verdict.kind === 'known' && Math.abs(verdict.similarity - 0.5) < 0.01);
  });

  test('is nothing known where nothing is known', () => assert.equal(judgeObject('car', look(0), []).kind, 'none'));
});
