import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { BoundingBox } from '../../src/domain/bounding-box.ts';
import type { Identity } from '../../src/domain/identity.ts';
import { type NamedTrack, oneNameEach } from '../../src/domain/one-name-each.ts';
import { seenApart } from '../../src/domain/seen-apart.ts';

const boxAt = (x: number, width = 100): BoundingBox => ({ startX: x, startY: 0, endX: x + width, endY: 3 * width });

const anna = (similarity: number): Identity => ({ kind: 'known', personId: 1, name: 'Anna', similarity });
const ben: Identity = { kind: 'known', personId: 2, name: 'Ben', similarity: 0.9 };

/** Somebody who stood at `x` from one frame to another. */
const standing = (
  identity: Identity | null,
  x: number,
  [from, to]: readonly [number, number] = [0, 0],
): NamedTrack => ({
  identity,
  positions: Array.from({ length: to - from + 1 }, (_, index) => ({ frameNumber: from + index, box: boxAt(x) })),
  faces: [],
});

const names = (tracks: readonly NamedTrack[]) =>
  oneNameEach(tracks).map((identity) => (identity?.kind === 'known' ? identity.name : (identity?.kind ?? null)));

describe('of those who are taken for one person', () => {
  test('the surest keeps the name where one frame shows both, and of the other it is unsure who it is', () => {
    const tracks = [standing(anna(0.7), 0), standing(anna(0.9), 400), standing(ben, 800), standing(null, 1200)];
    assert.deepEqual(names(tracks), ['unsure', 'Anna', 'Ben', null]);
    const [unsure] = oneNameEach(tracks);
    assert.deepEqual(unsure, {
      kind: 'unsure',
      candidates: [{ personId: 1, name: 'Anna', similarity: 0.7 }],
    });
  });

  test('both pieces of a broken track keep it, and somebody beside either does not', () => {
    const pieces = [standing(anna(0.95), 0, [0, 9]), standing(anna(0.6), 200, [12, 20])];
    assert.deepEqual(names(pieces), ['Anna', 'Anna']);
    assert.deepEqual(names([...pieces, standing(anna(0.8), 600, [5, 15])]), ['Anna', 'Anna', 'unsure']);
  });

  test('a piece keeps it beside somebody who lost it', () => {
    const tracks = [
      standing(anna(0.9), 0, [0, 9]),
      standing(anna(0.8), 600, [5, 15]),
      standing(anna(0.6), 0, [12, 20]),
    ];
    assert.deepEqual(names(tracks), ['Anna', 'unsure', 'Anna']);
  });

  test('who was said to be it keeps it before somebody who looks more like it', () => {
    assert.deepEqual(names([{ ...standing(anna(0.5), 0), isSaid: true }, standing(anna(0.9), 400)]), [
      'Anna',
      'unsure',
    ]);
  });

  test('never fewer than one keeps it, and never two who were seen apart', () => {
    const track = fc
      .record({
        x: fc.integer({ min: 0, max: 900 }),
        from: fc.integer({ min: 0, max: 20 }),
        length: fc.integer({ min: 0, max: 10 }),
        similarity: fc.double({ min: 0.5, max: 1, noNaN: true }),
      })
      .map(({ x, from, length, similarity }) => standing(anna(similarity), x, [from, from + length]));
    fc.assert(
      fc.property(fc.array(track, { minLength: 1, maxLength: 6 }), (tracks) => {
        const told = oneNameEach(tracks);
        const keepers = tracks.filter((_, index) => told[index]?.kind === 'known');
        assert.ok(keepers.length > 0);
        for (const one of keepers) for (const other of keepers) assert.ok(one === other || !seenApart(one, other));
      }),
    );
  });
});

describe('two tracks were seen apart', () => {
  const face = (x: number, frameNumber = 0) => ({ frameNumber, box: boxAt(x, 20) });

  test('when a frame shows both at two places, even if they hide one another in the next', () => {
    const passing = {
      positions: [0, 50, 100].map((x, frameNumber) => ({ frameNumber, box: boxAt(x) })),
      faces: [],
    };
    assert.equal(seenApart(passing, standing(null, 100, [0, 2])), true);
    assert.equal(seenApart(standing(null, 0, [0, 2]), standing(null, 20, [0, 2])), false, 'doubles of one person');
  });

  test('when a frame shows two faces, though one body hides the other', () => {
    const child = { ...standing(null, 10), faces: [face(10)] };
    assert.equal(seenApart(child, { ...standing(null, 0), faces: [face(60)] }), true);
    assert.equal(seenApart(child, { ...standing(null, 500), faces: [face(12)] }), false, 'it is one face');
    assert.equal(seenApart(child, { ...standing(null, 0), faces: [face(60, 7)] }), false, 'never both at once');
  });
});
