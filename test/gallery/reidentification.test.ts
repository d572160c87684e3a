import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { track } from '../store/history-fixture.ts';
import { embeddingOf, face } from './embeddings.ts';
import { GalleryBench, photoOf } from './gallery-bench.ts';

/** People side by side in one picture. */
const sideBySide = (looks: readonly (readonly number[])[]) =>
  looks.map((embedding, index) => {
    const box = { startX: 400 * index, startY: 0, endX: 400 * index + 100, endY: 120 };
    return track('person', { faces: [face(embedding, { box })] }, box);
  });

describe('past events that are judged again', () => {
  test('name nobody twice in one picture, and change no verdict that stays', async (context) => {
    const bench = await GalleryBench.open(context);
    const eventId = await bench.see([embeddingOf(9)]);
    bench.lookAgain(eventId, sideBySide([embeddingOf(1, { 2: 0.4 }), embeddingOf(1, { 2: 0.1 })]));
    const identities = () => bench.history.event(eventId)?.tracks.map(({ identity }) => identity);
    assert.deepEqual(
      identities()?.map((identity) => identity?.kind),
      ['unknown', 'unknown'],
    );
    await bench.person('Anna', photoOf(embeddingOf(1)));
    const known = identities();
    assert.deepEqual(
      known?.map((identity) => identity?.kind),
      ['unsure', 'known'],
    );
    bench.told.length = 0;
    bench.gallery.reidentify();
    await bench.gallery.idle();
    assert.deepEqual(identities(), known);
    assert.deepEqual(bench.told, [], 'nothing is another one');
  });

  test('keep two who were in one picture two strangers, when they are known no more', async (context) => {
    const bench = await GalleryBench.open(context);
    const eventId = await bench.see([embeddingOf(9)]);
    const anna = await bench.person('Anna', photoOf(embeddingOf(1)));
    const ben = await bench.person('Ben', photoOf(embeddingOf(1, { 3: 0.45 })));
    bench.lookAgain(eventId, sideBySide([embeddingOf(1), embeddingOf(1, { 3: 0.45 })]));
    const identities = () => bench.history.event(eventId)?.tracks.map(({ identity }) => identity);
    assert.deepEqual(
      identities()?.map((identity) => identity?.kind === 'known' && identity.personId),
      [anna, ben],
    );
    for (const id of [anna, ben]) {
      const picture = bench.gallery.people.one(id)?.pictures[0]?.id ?? 0;
      await bench.gallery.people.removePicture(id, picture);
    }
    await bench.gallery.idle();
    const ids = identities()?.map((identity) => identity?.kind === 'unknown' && identity.strangerId);
    assert.equal(new Set(ids).size, 2, JSON.stringify(ids));
  });
});
