import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { EMBEDDING_LENGTH } from '../../src/domain/face.ts';
import { faceDistance } from '../../src/domain/face-distance.ts';
import { type FaceGallery, type JudgedFace, judgeFaces } from '../../src/domain/judge-faces.ts';
import type { GalleryPerson } from '../../src/domain/person-threshold.ts';
import { embeddingOf } from '../gallery/embeddings.ts';

const person = (personId: number, embeddings: readonly (readonly number[])[], more: Partial<GalleryPerson> = {}) => ({
  personId,
  name: `Person ${personId}`,
  ignored: false,
  embeddings,
  rejected: [],
  ...more,
});

const seen = (embedding: readonly number[], quality = 0.8): JudgedFace => ({ embedding, quality });

const ANNA = person(1, [embeddingOf(1), embeddingOf(1, { 0: 0.2 }), embeddingOf(1, { 1: 0.2 })]);
const BEN = person(2, [embeddingOf(2), embeddingOf(2, { 0: 0.2 })]);
const HOUSE: FaceGallery = { people: [ANNA, BEN], notFaces: [] };

describe('faces are judged', () => {
  test('by name when they are near to one person alone', () => {
    const verdict = judgeFaces([seen(embeddingOf(1, { 2: 0.2 }))], HOUSE);
    assert.partialDeepStrictEqual(verdict, { kind: 'known', personId: 1, name: 'Person 1' });
    assert.ok(verdict.kind === 'known' && verdict.similarity > 0.9, JSON.stringify(verdict));
  });

  test('as a stranger when nobody is near, or nobody is known', () => {
    assert.deepEqual(judgeFaces([seen(embeddingOf(3))], HOUSE), { kind: 'stranger' });
    assert.deepEqual(judgeFaces([seen(embeddingOf(1))], { people: [], notFaces: [] }), { kind: 'stranger' });
    const unpictured = { people: [person(1, [])], notFaces: [] };
    assert.deepEqual(judgeFaces([seen(embeddingOf(1))], unpictured), { kind: 'stranger' });
  });

  test('as unsure between two people who are as near', () => {
    const between = embeddingOf(1).map((value, axis) => (value + (embeddingOf(2)[axis] ?? 0)) / 2);
    const verdict = judgeFaces([seen(between)], HOUSE);
    assert.equal(verdict.kind, 'unsure');
    assert.deepEqual(
      verdict.kind === 'unsure' && verdict.candidates.map(({ personId }) => personId).toSorted(),
      [1, 2],
    );
  });

  test('as unsure a little beyond the threshold, and as a stranger farther out', () => {
    const at = (distance: number) =>
      judgeFaces([seen(embeddingOf(1, { 5: distance }))], { people: [person(1, [embeddingOf(1)])], notFaces: [] });
    assert.equal(at(0.45).kind, 'known');
    assert.equal(at(0.53).kind, 'unsure');
    assert.equal(at(0.65).kind, 'stranger');
  });

  test('by most of them: one lucky frame among many names nobody', () => {
    const others = Array.from({ length: 6 }, (_, index) => seen(embeddingOf(10, { [index]: 0.1 })));
    assert.equal(judgeFaces([seen(embeddingOf(1)), ...others], HOUSE).kind, 'stranger');
  });

  test('by the good ones: a bad face weighs little', () => {
    const verdict = judgeFaces([seen(embeddingOf(1), 0.9), seen(embeddingOf(30), 0.1)], HOUSE);
    assert.equal(verdict.kind, 'known');
  });

  test('as nobody at all when users said so of what looks the same', () => {
    const statue = embeddingOf(40);
    const gallery = { ...HOUSE, notFaces: [statue] };
    assert.deepEqual(judgeFaces([seen(embeddingOf(40, { 1: 0.1 }))], gallery), { kind: 'ignored', why: 'not a face' });
    assert.equal(judgeFaces([seen(embeddingOf(1)), seen(statue)], gallery).kind, 'known');
  });

  test('as ignored when the person is', () => {
    const gallery = { people: [{ ...ANNA, ignored: true }], notFaces: [] };
    assert.deepEqual(judgeFaces([seen(embeddingOf(1))], gallery), { kind: 'ignored', why: 'ignored person' });
  });

  test('as somebody else when users said that it is not this person', () => {
    const lookalike = embeddingOf(1, { 7: 0.4 });
    assert.equal(judgeFaces([seen(lookalike)], HOUSE).kind, 'known');
    const gallery = { ...HOUSE, people: [{ ...ANNA, rejected: [lookalike] }, BEN] };
    assert.equal(judgeFaces([seen(embeddingOf(1, { 7: 0.4, 8: 0.05 }))], gallery).kind, 'stranger');
    assert.equal(judgeFaces([seen(embeddingOf(1, { 2: 0.2 }))], gallery).kind, 'known', 'the person is still known');
  });

  test('strictly where both faces are poor, since poor ones are all alike', () => {
    const near = embeddingOf(1, { 5: 0.46 });
    const poorly = (qualities: readonly number[]) => ({ people: [{ ...ANNA, qualities }], notFaces: [] });
    assert.equal(judgeFaces([seen(near, 0.2)], poorly([0.7, 0.7, 0.7])).kind, 'known');
    assert.equal(judgeFaces([seen(near, 0.7)], poorly([0.2, 0.2, 0.2])).kind, 'known');
    assert.equal(judgeFaces([seen(near, 0.2)], poorly([0.2, 0.2, 0.2])).kind, 'unsure');
  });

  test('more strictly by a single picture, or several that are alike, than by pictures of several days', () => {
    const face = seen(embeddingOf(1, { 5: 0.48 }));
    const by = (...pictures: number[][]) => judgeFaces([face], { people: [person(1, pictures)], notFaces: [] }).kind;
    assert.equal(by(embeddingOf(1, { 6: 0.15 }), embeddingOf(1, { 6: -0.15 })), 'known');
    assert.equal(by(embeddingOf(1, { 6: 0.15 })), 'unsure');
    assert.equal(by(...[0.13, 0.15, 0.17].map((light) => embeddingOf(1, { 6: light }))), 'unsure');
  });

  test('alike people more strictly than others', () => {
    const twin = person(3, [embeddingOf(1, { 9: 0.5 })]);
    const face = seen(embeddingOf(1, { 10: 0.46 }));
    assert.equal(judgeFaces([face], { people: [person(1, [embeddingOf(1)])], notFaces: [] }).kind, 'known');
    assert.notEqual(judgeFaces([face], { people: [person(1, [embeddingOf(1)]), twin], notFaces: [] }).kind, 'known');
  });
});

describe('whatever the faces and the gallery,', () => {
  const embedding = fc.array(fc.float({ min: Math.fround(-0.2), max: Math.fround(0.2), noNaN: true }), {
    minLength: EMBEDDING_LENGTH,
    maxLength: EMBEDDING_LENGTH,
  });
  const faces = fc.array(fc.record({ embedding, quality: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    minLength: 1,
    maxLength: 4,
  });
  const people = fc
    .array(fc.array(embedding, { minLength: 1, maxLength: 3 }), { maxLength: 4 })
    .map((all) => all.map((embeddings, index) => person(index + 1, embeddings)));

  test('somebody who is named has a picture within dlib\u2019s own threshold of some face', () => {
    fc.assert(
      fc.property(faces, people, (given, known) => {
        const verdict = judgeFaces(given, { people: known, notFaces: [] });
        if (verdict.kind !== 'known') return true;
        const pictures = known.find(({ personId }) => personId === verdict.personId)?.embeddings ?? [];
        return given.some((face) => pictures.some((picture) => faceDistance(face.embedding, picture) < 0.6));
      }),
      { numRuns: 200 },
    );
  });

  test('neither the order of faces nor that of people matters', () => {
    fc.assert(
      fc.property(faces, people, (given, known) => {
        const forwards = judgeFaces(given, { people: known, notFaces: [] });
        const backwards = judgeFaces(given.toReversed(), { people: known.toReversed(), notFaces: [] });
        assert.equal(backwards.kind, forwards.kind);
        if (forwards.kind === 'known')
          assert.equal(backwards.kind === 'known' && backwards.personId, forwards.personId);
      }),
      { numRuns: 100 },
    );
  });

  test('a face of the gallery itself is never taken for a stranger', () => {
    fc.assert(
      fc.property(
        people.filter((known) => known.length > 0),
        (known) => {
          const own = Array.from(known[0]?.embeddings[0] ?? []);
          return judgeFaces([seen(own)], { people: known.slice(0, 1), notFaces: [] }).kind !== 'stranger';
        },
      ),
      { numRuns: 100 },
    );
  });
});
