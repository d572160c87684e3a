import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { NOON_MS } from '../store/history-fixture.ts';
import { embeddingOf } from './embeddings.ts';
import { GalleryBench, photoOf } from './gallery-bench.ts';

const DAY_MS = 86_400_000;

describe('a picture is added to a person', () => {
  test('as a known object with an embedding, its file among the people\u2019s', async (context) => {
    const bench = await GalleryBench.open(context);
    const anna = await bench.person('Anna', photoOf(embeddingOf(1)));
    const [row] = bench.config.read().known_objects;
    assert.partialDeepStrictEqual(row, { name: 'Anna', identified: true, deep_learning_done: true });
    assert.match(row?.file_path_image ?? '', new RegExp(`^concierge-people/${anna}/[0-9a-f-]{36}\\.jpg$`));
    assert.ok(existsSync(bench.media.pathOf(row?.file_path_image ?? '')));
    assert.partialDeepStrictEqual(bench.gallery.people.one(anna)?.pictures, [{ hasEmbedding: true, doubts: [] }]);
    assert.deepEqual(await readdir(bench.media.pathOf('.incoming')), [], 'nothing is left of the upload');
  });

  test('only when it is clear which face is meant', async (context) => {
    const bench = await GalleryBench.open(context);
    const anna = await bench.person('Anna', photoOf(embeddingOf(1)));
    const group = photoOf(embeddingOf(2), embeddingOf(1, { 0: 0.2 }));
    const enrol = (face: number | null) =>
      bench.gallery.enrolment.fromPicture(anna, group, face, AbortSignal.timeout(120_000));
    const asked = await enrol(null);
    assert.equal(asked.kind, 'which face');
    const known = asked.kind === 'which face' && asked.faces.map(({ face, identity }) => [face, identity?.kind]);
    assert.deepEqual(known, [
      [1, 'unknown'],
      [2, 'known'],
    ]);
    assert.equal(bench.gallery.people.one(anna)?.pictures.length, 1, 'nothing was added');
    assert.equal((await enrol(2)).kind, 'enrolled');
    assert.partialDeepStrictEqual(await enrol(3), { kind: 'refused', field: 'face' });
    assert.deepEqual(await readdir(bench.media.pathOf('.incoming')), []);
  });

  test('not when no face, or none that is good enough, is in it, and the answer says why', async (context) => {
    const bench = await GalleryBench.open(context);
    const anna = await bench.person('Anna');
    const enrol = (image: Buffer) =>
      bench.gallery.enrolment.fromPicture(anna, image, null, AbortSignal.timeout(120_000));
    assert.deepEqual(await enrol(photoOf()), { kind: 'refused', field: 'picture', why: 'shows no face' });
    assert.deepEqual(await enrol(photoOf(null)), { kind: 'refused', field: 'face', why: 'is blurred' });
    assert.equal(
      (await enrol(photoOf(null, embeddingOf(1)))).kind,
      'enrolled',
      'a blurred face beside it is no question',
    );
    assert.partialDeepStrictEqual(
      await bench.gallery.enrolment.fromPicture(99, photoOf(embeddingOf(1)), null, AbortSignal.timeout(120_000)),
      {
        kind: 'refused',
        field: 'person',
      },
    );
  });

  test('with a word when it looks like somebody else', async (context) => {
    const bench = await GalleryBench.open(context);
    await bench.person('Anna', photoOf(embeddingOf(1)));
    const ben = await bench.person('Ben', photoOf(embeddingOf(2)));
    const wrong = await bench.gallery.enrolment.fromPicture(
      ben,
      photoOf(embeddingOf(1, { 0: 0.2 })),
      null,
      AbortSignal.timeout(120_000),
    );
    assert.deepEqual(wrong.kind === 'enrolled' && wrong.picture.doubts, [
      'This one is closer to Anna than to Ben.',
      'This looks like a different person than the other pictures of Ben.',
    ]);
  });

  test('from folders that are named after people', async (context) => {
    const bench = await GalleryBench.open(context);
    await bench.put('known/Anna/1.jpg', photoOf(embeddingOf(1)));
    await bench.put('known/Anna/2.jpg', photoOf(embeddingOf(1, { 0: 0.2 })));
    await bench.put('known/Ben/1.png', photoOf(embeddingOf(2)));
    await bench.put('known/Ben/group.jpg', photoOf(embeddingOf(3), embeddingOf(4)));
    await bench.put('known/Ben/notes.txt', Buffer.from('x'));
    await bench.put('known/Ben/broken.png', Buffer.from('x'));
    const { enrolled, left } = await bench.gallery.enrolment.fromFolder('known', null, AbortSignal.timeout(120_000));
    assert.deepEqual(
      enrolled.map(({ file }) => file),
      ['known/Anna/1.jpg', 'known/Anna/2.jpg', 'known/Ben/1.png'],
    );
    assert.deepEqual(
      left.map(({ file }) => file),
      ['known/Ben/broken.png', 'known/Ben/group.jpg'],
    );
    assert.deepEqual(
      bench.gallery.people.list().map(({ name, pictures }) => [name, pictures.length]),
      [
        ['Anna', 2],
        ['Ben', 1],
      ],
    );
    assert.ok(existsSync(bench.media.pathOf('known/Anna/1.jpg')), 'the folder is left as it was');
  });
});

describe('known objects that others wrote', () => {
  const row = (id: number, name: string, file: string) => ({
    id,
    name,
    file_path_image: file,
    object_type: 1,
    identified: false,
    deep_learning_done: false,
    recording_id: null,
    frame_nbr: null,
  });

  test('are people, and get their embeddings at once', async (context) => {
    const bench = await GalleryBench.open(context);
    await bench.put('snap/a.jpg', photoOf(embeddingOf(1)));
    await bench.config.change((draft) => void draft.known_objects.push(row(1, 'Anna', '/snap/a.jpg')));
    await bench.gallery.idle();
    assert.partialDeepStrictEqual(bench.gallery.people.list(), [{ name: 'Anna', pictures: [{ hasEmbedding: true }] }]);
    assert.partialDeepStrictEqual(bench.config.read().known_objects, [{ identified: true, deep_learning_done: true }]);
    assert.partialDeepStrictEqual(bench.identity(await bench.see([embeddingOf(1, { 1: 0.2 })])), {
      kind: 'known',
      name: 'Anna',
    });
  });

  test('are tried again while their picture or the models are missing, and not when they show no face', async (context) => {
    const bench = await GalleryBench.open(context);
    await bench.put('snap/none.jpg', photoOf());
    await bench.config.change(
      (draft) => void draft.known_objects.push(row(1, 'Anna', 'snap/a.jpg'), row(2, 'Ben', 'snap/none.jpg')),
    );
    await bench.gallery.idle();
    assert.partialDeepStrictEqual(bench.gallery.people.list()[1]?.pictures, [
      { hasEmbedding: false, problem: 'shows no face' },
    ]);
    await bench.put('snap/a.jpg', photoOf(embeddingOf(1)));
    bench.reader.isAway = true;
    assert.match(
      await bench.gallery.sync.run(AbortSignal.timeout(120_000)),
      /0 pictures known, There are no face models/,
    );
    bench.reader.isAway = false;
    assert.match(await bench.gallery.sync.run(AbortSignal.timeout(120_000)), /1 pictures known, 1 computed/);
    assert.equal((await bench.gallery.recompute(2)).kind, 'done');
    assert.equal((await bench.gallery.recompute(77)).kind, 'gone');
  });
});

describe('after somebody was made known,', () => {
  test('past events have the name, and sinks hear of those that changed', async (context) => {
    const bench = await GalleryBench.open(context);
    const seen = await bench.see([embeddingOf(1, { 1: 0.2 })]);
    const other = await bench.see([embeddingOf(5)], NOON_MS + DAY_MS);
    assert.equal(bench.identity(seen)?.kind, 'unknown');
    bench.history.takeFaceAnnouncements(0);
    await bench.person('Anna', photoOf(embeddingOf(1)));
    assert.partialDeepStrictEqual(bench.identity(seen), { kind: 'known', name: 'Anna' });
    assert.equal(bench.identity(other)?.kind, 'unknown');
    assert.deepEqual(bench.told, [seen]);
    assert.deepEqual(bench.history.takeFaceAnnouncements(0), [], 'nothing of it is told as new');
    assert.partialDeepStrictEqual(bench.gallery.reidentification(), { isRunning: false, done: 2, total: 2 });
  });

  test('a new name is everywhere', async (context) => {
    const bench = await GalleryBench.open(context);
    const anna = await bench.person('Ana', photoOf(embeddingOf(1)));
    const seen = await bench.see([embeddingOf(1)]);
    assert.deepEqual(await bench.gallery.people.change(anna, { name: 'Anna' }), { kind: 'done' });
    await bench.gallery.idle();
    assert.partialDeepStrictEqual(bench.identity(seen), { kind: 'known', name: 'Anna', personId: anna });
    assert.equal(bench.gallery.people.one(anna)?.pictures.length, 1);
  });

  test('and is to be forgotten, nothing is left: no picture, no embedding, no face, no name', async (context) => {
    const bench = await GalleryBench.open(context);
    const anna = await bench.person('Anna', photoOf(embeddingOf(1)), photoOf(embeddingOf(1, { 0: 0.2 })));
    const seen = await bench.see([embeddingOf(1)]);
    const picture = bench.history.event(seen)?.tracks[0]?.facePicture ?? '';
    assert.ok(existsSync(bench.media.pathOf(picture)));
    assert.deepEqual(await bench.gallery.people.remove(anna), { kind: 'done' });
    await bench.gallery.idle();
    assert.equal(bench.identity(seen), null);
    assert.equal(existsSync(bench.media.pathOf(picture)), false);
    assert.deepEqual(bench.config.read().known_objects, []);
    assert.deepEqual(bench.store.knownFaces(), []);
    assert.equal(existsSync(bench.media.pathOf(`concierge-people/${anna}`)), false);
    assert.deepEqual(bench.gallery.people.list(), []);
  });

  test('names are unique, and not those of strangers', async (context) => {
    const bench = await GalleryBench.open(context);
    await bench.person('Anna');
    for (const name of ['anna ', 'unknown-7', '   ']) {
      assert.partialDeepStrictEqual(await bench.gallery.people.add(name, false), { kind: 'refused', field: 'name' });
    }
  });
});

describe('a stranger', () => {
  test('is named, and then known in past events and new ones', async (context) => {
    const bench = await GalleryBench.open(context);
    const first = await bench.see([embeddingOf(5), embeddingOf(5, { 1: 0.2 })]);
    await bench.see([embeddingOf(5, { 2: 0.2 })], NOON_MS + DAY_MS);
    assert.partialDeepStrictEqual(bench.gallery.strangers.list(), [{ id: 1, sightings: 2 }]);
    const named = await bench.gallery.strangers.name(1, 'Clara');
    assert.equal(named.kind, 'done');
    await bench.gallery.idle();
    assert.partialDeepStrictEqual(bench.identity(first), { kind: 'known', name: 'Clara' });
    assert.partialDeepStrictEqual(bench.gallery.people.list(), [{ name: 'Clara', pictures: [{}, {}, {}] }]);
    const later = await bench.see([embeddingOf(5, { 3: 0.1 })], NOON_MS + 2 * DAY_MS);
    assert.partialDeepStrictEqual(bench.identity(later), { kind: 'known', name: 'Clara' });
    await bench.forget.run(AbortSignal.timeout(120_000));
    assert.deepEqual(bench.gallery.strangers.list(), []);
    assert.deepEqual(await bench.gallery.strangers.name(1, 'Dora'), { kind: 'gone' });
  });

  test('is merged with another, and split again', async (context) => {
    const bench = await GalleryBench.open(context);
    const one = await bench.see([embeddingOf(5)]);
    const two = await bench.see([embeddingOf(6)], NOON_MS + DAY_MS);
    assert.deepEqual(bench.gallery.strangers.merge(2, 1), { kind: 'done' });
    await bench.gallery.idle();
    assert.deepEqual(bench.identity(two), { kind: 'unknown', strangerId: 1 });
    const [face] = bench.store.facesOf({ strangerId: 1 }, 10).filter(({ eventId }) => eventId === two);
    assert.ok(face);
    const split = bench.gallery.strangers.split(1, [face.id]);
    assert.deepEqual(split, { kind: 'done', id: 3 });
    await bench.gallery.idle();
    assert.deepEqual(
      [bench.identity(one), bench.identity(two)],
      [
        { kind: 'unknown', strangerId: 1 },
        { kind: 'unknown', strangerId: 3 },
      ],
    );
    assert.partialDeepStrictEqual(bench.gallery.strangers.split(1, [face.id]), { kind: 'refused', field: 'faces' });
    assert.partialDeepStrictEqual(bench.gallery.strangers.merge(1, 1), { kind: 'refused', field: 'into' });
  });

  test('is ignored from now on, and is no news', async (context) => {
    const bench = await GalleryBench.open(context);
    const seen = await bench.see([embeddingOf(5)]);
    bench.history.takeFaceAnnouncements(0);
    bench.gallery.strangers.ignore(1, true);
    await bench.gallery.idle();
    assert.deepEqual(bench.identity(seen), { kind: 'ignored', why: 'ignored person' });
    const again = await bench.see([embeddingOf(5, { 1: 0.1 })], NOON_MS + 40 * DAY_MS);
    assert.deepEqual(bench.identity(again), { kind: 'ignored', why: 'ignored person' });
    assert.deepEqual(bench.history.takeFaceAnnouncements(0), []);
    bench.clock.advance(400 * DAY_MS);
    await bench.forget.run(AbortSignal.timeout(120_000));
    assert.equal(bench.gallery.strangers.list().length, 1, 'who is ignored has to be known again');
  });

  test('is forgotten when its time is over, with its pictures', async (context) => {
    const bench = await GalleryBench.open(context, { keepDays: 10 });
    const seen = await bench.see([embeddingOf(5)], bench.clock.nowMs());
    const picture = bench.history.event(seen)?.tracks[0]?.facePicture ?? '';
    await bench.forget.run(AbortSignal.timeout(120_000));
    assert.ok(existsSync(bench.media.pathOf(picture)));
    bench.clock.advance(11 * DAY_MS);
    assert.equal(await bench.forget.run(AbortSignal.timeout(120_000)), '1 faces and 1 strangers forgotten');
    assert.equal(existsSync(bench.media.pathOf(picture)), false);
  });
});

test('a face that is none is not asked about again, and neither is one that is somebody else', async (context) => {
  const bench = await GalleryBench.open(context);
  const anna = await bench.person('Anna', photoOf(embeddingOf(1)));
  const statue = await bench.see([embeddingOf(30)]);
  const lookalike = await bench.see([embeddingOf(1, { 4: 0.4 })], NOON_MS + DAY_MS);
  assert.equal(bench.identity(lookalike)?.kind, 'known');
  const faceIn = (eventId: string) =>
    bench.store.facesOf({ trackId: bench.history.event(eventId)?.tracks[0]?.id ?? 0 }, 1)[0]?.id ?? 0;
  assert.deepEqual(await bench.gallery.faces.reject(faceIn(statue), null), { kind: 'done' });
  assert.deepEqual(await bench.gallery.faces.reject(faceIn(lookalike), anna), { kind: 'done' });
  await bench.gallery.idle();
  assert.deepEqual(bench.identity(statue), { kind: 'ignored', why: 'not a face' });
  assert.equal(bench.identity(lookalike)?.kind, 'unknown');
  const again = await bench.see([embeddingOf(30, { 1: 0.1 })], NOON_MS + 2 * DAY_MS);
  assert.deepEqual(bench.identity(again), { kind: 'ignored', why: 'not a face' });
});

test('a face by which somebody was named wrongly is no longer a picture of that person', async (context) => {
  const bench = await GalleryBench.open(context);
  const anna = await bench.person('Anna', photoOf(embeddingOf(1)));
  const seen = await bench.see([embeddingOf(20)]);
  const [face] = bench.history.event(seen)?.tracks.flatMap(({ id }) => bench.gallery.faces.ofTrack(id)) ?? [];
  assert.ok(face);
  assert.equal((await bench.gallery.enrolment.fromFace(anna, face.id)).kind, 'enrolled');
  await bench.gallery.idle();
  assert.partialDeepStrictEqual(bench.identity(seen), { kind: 'known', name: 'Anna' });
  assert.deepEqual(await bench.gallery.faces.reject(face.id, anna), { kind: 'done' });
  await bench.gallery.idle();
  assert.equal(bench.identity(seen)?.kind, 'unknown');
  assert.equal(bench.gallery.people.one(anna)?.pictures.length, 1, 'her own picture stays');
});

test('the gallery goes to another machine as one file, once', async (context) => {
  const bench = await GalleryBench.open(context);
  await bench.person('Anna', photoOf(embeddingOf(1)), photoOf(embeddingOf(1, { 0: 0.2 })));
  const file = await bench.gallery.archive.export();
  const other = await GalleryBench.open(context);
  assert.deepEqual(await other.gallery.archive.import(file), { people: 1, pictures: 2, left: [] });
  assert.deepEqual(await other.gallery.archive.import(file), { people: 0, pictures: 0, left: [] });
  assert.partialDeepStrictEqual(other.identity(await other.see([embeddingOf(1)])), { kind: 'known', name: 'Anna' });
  const [person] = other.gallery.people.list();
  assert.ok(person?.pictures.every(({ file: path }) => existsSync(other.media.pathOf(path))));
});

test('the report says who is thinly known and who looks alike', async (context) => {
  const bench = await GalleryBench.open(context);
  await bench.person(
    'Anna',
    photoOf(embeddingOf(1)),
    photoOf(embeddingOf(1, { 0: 0.2 })),
    photoOf(embeddingOf(1, { 1: 0.2 })),
  );
  await bench.person('Sister', photoOf(embeddingOf(1, { 2: 0.45 })));
  await bench.person('Ben', ...[0, 0.1, 0.15].map((light) => photoOf(embeddingOf(2, { 0: light }))));
  const { people, within, between } = bench.gallery.report();
  assert.deepEqual(
    people.map(({ name, pictures, advice }) => [name, pictures, advice.length]),
    [
      ['Anna', 3, 1],
      ['Sister', 1, 2],
      ['Ben', 3, 1],
    ],
  );
  assert.match(people[2]?.advice[0] ?? '', /nearly alike/);
  assert.equal(within.pairs, 6);
  assert.equal(between.pairs, 15);
  assert.ok((people[0]?.threshold ?? 1) < 0.45, 'told apart more strictly');
  assert.ok(people.every(({ falseAcceptsPerThousand }) => falseAcceptsPerThousand >= 0 && falseAcceptsPerThousand < 1));
});
