import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { embeddingOf, face } from '../gallery/embeddings.ts';
import { GalleryBench, photoOf } from '../gallery/gallery-bench.ts';
import { track } from './history-fixture.ts';

const ELSEWHERE = { startX: 400, startY: 100, endX: 480, endY: 300 };

describe('who was seen, when an event is analysed again', () => {
  test('is judged by people and faces as they are now', async (context) => {
    const bench = await GalleryBench.open(context);
    const eventId = await bench.see([embeddingOf(1)]);
    assert.equal(bench.identity(eventId)?.kind, 'unknown');
    await bench.person('Anna', photoOf(embeddingOf(2)));
    bench.lookAgain(eventId, [track('person', { faces: [face(embeddingOf(2))] })]);
    assert.partialDeepStrictEqual(bench.identity(eventId), { kind: 'known', name: 'Anna' });
  });

  test('is not forgotten because nobody looked for faces this time', async (context) => {
    const bench = await GalleryBench.open(context);
    await bench.person('Anna', photoOf(embeddingOf(1)));
    const eventId = await bench.see([embeddingOf(1, { 0: 0.1 })]);
    const before = bench.history.event(eventId)?.tracks[0];
    bench.lookAgain(eventId, [track('person'), track('person', {}, ELSEWHERE)]);
    const after = bench.history.event(eventId)?.tracks;
    assert.deepEqual(
      after?.map(({ identity }) => identity?.kind ?? null),
      ['known', null],
    );
    assert.equal(after?.[0]?.facePicture, before?.facePicture);
    // A person who is not there any more is not there.
    bench.lookAgain(eventId, [track('person', {}, ELSEWHERE)]);
    assert.equal(bench.identity(eventId), null);
  });

  test('stays where a user gave the name, even if nobody is found there any more', async (context) => {
    const bench = await GalleryBench.open(context);
    const eventId = await bench.see([embeddingOf(1)]);
    const anna = await bench.person('Anna');
    const trackId = bench.history.event(eventId)?.tracks[0]?.id ?? 0;
    const [seen] = bench.store.facesOf({ trackId }, 1);
    assert.equal((await bench.gallery.enrolment.fromFace(anna, seen?.id ?? 0)).kind, 'enrolled');
    await bench.gallery.idle();
    assert.partialDeepStrictEqual(bench.identity(eventId), { kind: 'known', name: 'Anna' });

    // Another face is made of the same person: whom it shows has been said.
    bench.lookAgain(eventId, [track('person', { faces: [face(embeddingOf(9))] })]);
    assert.partialDeepStrictEqual(bench.identity(eventId), { kind: 'known', name: 'Anna' });
    bench.lookAgain(eventId, [track('dog')]);
    assert.deepEqual(
      bench.history.event(eventId)?.tracks.map(({ shape, identity }) => [shape, identity?.kind ?? null]),
      [
        ['person', 'known'],
        ['dog', null],
      ],
    );
    bench.lookAgain(eventId, []);
    assert.equal(bench.history.event(eventId)?.tracks.length, 1);
  });
});
