import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newAsset, track } from '../store/history-fixture.ts';
import { EVERYTHING, HOUR_MS, RunBench } from './run-bench.ts';

describe('analysing a lot again', () => {
  test('goes from the newest to the oldest, and says what changed', async (context) => {
    const bench = await RunBench.open(context);
    const [first = '', second = '', third = ''] = bench.archive(['dog', 'cat', 'person']);
    const begun = await bench.service.begin(EVERYTHING);
    assert.partialDeepStrictEqual(begun, { state: 'running', totalFiles: 6, doneFiles: 0, model: 'test-model' });

    // In the second event a bear takes the cat's place, in the first there is one dog more.
    const dog = track('dog', {}, { startX: 400, startY: 10, endX: 500, endY: 90 });
    const events = bench.history.events({});
    const eventOf = (file: string) => events.find(({ assets }) => assets.some((asset) => asset.file === file))?.id;
    const done = await bench.workAll((file) => {
      if (eventOf(file) === second) return [track('bear')];
      return eventOf(file) === first ? [track('dog'), dog] : [track('person')];
    });
    assert.deepEqual(done.map(eventOf), [third, third, second, second, first, first]);
    assert.deepEqual(bench.shapesOf(second), ['bear', 'bear']);

    const run = bench.service.one(begun.id);
    assert.partialDeepStrictEqual(run, { state: 'done', doneFiles: 6, eventsCompared: 3, eventsChanged: 2 });
    assert.equal(run?.endedAtMs, bench.clock.nowMs());
    assert.deepEqual(run?.shapes, [
      { name: 'bear', before: 0, after: 1 },
      { name: 'cat', before: 1, after: 0 },
      { name: 'dog', before: 1, after: 1 },
      { name: 'person', before: 1, after: 1 },
    ]);
    const changes = bench.service.changes(begun.id, { limit: 10, offset: 0 });
    assert.deepEqual(
      changes?.map(({ eventId, before, after }) => [eventId, before.shapes, after.shapes]),
      [
        [second, [{ shape: 'cat', count: 1 }], [{ shape: 'bear', count: 1 }]],
        [first, [{ shape: 'dog', count: 1 }], [{ shape: 'dog', count: 2 }]],
      ],
    );
    assert.equal(bench.service.changes(begun.id, { limit: 1, offset: 1 })?.[0]?.eventId, first);
  });

  test('announces nothing, leaves marks, and takes no more into the queue than it needs', async (context) => {
    const bench = await RunBench.open(context);
    const ids = bench.archive(Array.from({ length: 12 }, () => 'dog'));
    bench.history.takeAnnouncements(0);
    bench.keep(ids[3] ?? '');
    await bench.service.begin(EVERYTHING);
    assert.ok(bench.queue.waitingInBackground() <= 7, String(bench.queue.waitingInBackground()));
    await bench.workAll(() => [track('person')]);
    assert.deepEqual(bench.history.takeAnnouncements(0), []);
    assert.deepEqual(
      bench.history
        .events({})
        .filter(({ keep }) => keep)
        .map(({ id }) => id),
      [ids[3]],
    );
  });

  test('only compares, and changes nothing', async (context) => {
    const bench = await RunBench.open(context);
    const [id = ''] = bench.archive(['dog']);
    const before = bench.history.event(id);
    const { id: runId } = await bench.service.begin({ ...EVERYTHING, compareOnly: true });
    assert.equal(bench.queue.lease('still', 1)?.compareOnly, true);
    bench.clock.advance(10_000);
    await bench.workAll(() => [track('cat')]);
    assert.deepEqual(bench.history.event(id), before);
    assert.deepEqual(bench.service.one(runId)?.shapes, [
      { name: 'cat', before: 0, after: 1 },
      { name: 'dog', before: 1, after: 0 },
    ]);
    assert.equal(bench.service.one(runId)?.eventsChanged, 1);
  });

  test('is done with another model of this machine, and with no other', async (context) => {
    const bench = await RunBench.open(context);
    bench.archive(['dog']);
    const run = await bench.service.begin({ ...EVERYTHING, modelId: 'other' });
    assert.equal(run.model, 'the other');
    assert.equal(bench.queue.lease('still', 1)?.modelId, 'other');
    await bench.restart();
    assert.equal(bench.service.one(run.id)?.modelId, 'other');
    await assert.rejects(bench.service.begin({ ...EVERYTHING, modelId: 'gone' }), { code: 'MODEL_UNAVAILABLE' });
  });

  test('covers the hours and the camera that were asked for', async (context) => {
    const bench = await RunBench.open(context);
    const startMs = bench.clock.nowMs();
    bench.archive(['dog', 'dog', 'dog']);
    bench.archive(['dog'], 2);
    const within = { ...EVERYTHING, fromMs: startMs + HOUR_MS / 2, toMs: startMs + HOUR_MS };
    assert.equal((await bench.service.begin(within)).totalFiles, 2);
    assert.equal((await bench.service.begin({ ...EVERYTHING, cameraId: 2 })).totalFiles, 2);
    const none = await bench.service.begin({ ...EVERYTHING, fromMs: startMs - 10, toMs: startMs - 1 });
    assert.equal(none.totalFiles, 0);
    await bench.workAll(() => []);
    const states = bench.service.list().map(({ state, doneFiles }) => [state, doneFiles]);
    assert.deepEqual(states, [
      ['done', 0],
      ['done', 2],
      ['done', 2],
    ]);
  });

  test('lets everything new go first, of either kind', async (context) => {
    const bench = await RunBench.open(context);
    bench.archive(['dog', 'dog']);
    await bench.service.begin(EVERYTHING);
    const atMs = bench.clock.nowMs();
    const fresh = bench.history.addAsset(newAsset('new.mp4', { takenAtMs: atMs, receivedAtMs: atMs }));
    assert.equal(bench.queue.lease('still', 1000), null, 'while a clip waits');
    const job = bench.queue.lease('clip', 1000);
    assert.equal(job?.assetId, fresh.assetId);
    assert.equal(bench.queue.lease('still', 1000), null, 'while it is analysed');
    const woken: string[] = [];
    bench.queue.onAvailable((kind) => woken.push(kind));
    assert.equal(bench.queue.fail(job.id, 'no video', { permanent: true }), 'set aside');
    assert.deepEqual(woken, ['still', 'clip']);
    assert.equal(bench.queue.lease('still', 1000)?.background, true);
  });

  test('pauses, goes on and is cancelled', async (context) => {
    const bench = await RunBench.open(context);
    const ids = bench.archive(Array.from({ length: 6 }, () => 'dog'));
    const { id } = await bench.service.begin(EVERYTHING);
    const find = () => [track('cat')];
    for (let files = 0; files < 4; files++) {
      assert.ok(bench.work(find));
      bench.clock.advance(2_000);
      await bench.turn();
    }
    const running = bench.service.one(id);
    assert.partialDeepStrictEqual(running, { state: 'running', doneFiles: 4, leftMs: 16_000 });

    assert.partialDeepStrictEqual(bench.service.order(id, 'pause'), { state: 'paused', leftMs: null });
    assert.equal(bench.work(find), null);
    const woken: string[] = [];
    bench.queue.onAvailable((kind) => woken.push(kind));
    assert.equal(bench.service.order(id, 'resume')?.state, 'running');
    assert.deepEqual(woken, ['still', 'clip']);
    assert.ok(bench.work(find));
    await bench.turn();

    assert.equal(bench.service.order(id, 'cancel')?.state, 'cancelled');
    await bench.turn();
    assert.equal(bench.queue.waitingInBackground(), 0);
    assert.equal(bench.work(find), null);
    assert.equal(bench.service.order(id, 'resume')?.state, 'cancelled', 'what has ended stays so');
    assert.equal(ids.flatMap((event) => bench.shapesOf(event)).filter((shape) => shape === 'cat').length, 5);
    assert.equal(bench.service.one(id)?.eventsChanged, 3);
    assert.equal(bench.service.order(99, 'pause'), null);
    assert.equal(bench.service.remove(id), true);
    assert.deepEqual([bench.service.one(id), bench.service.remove(id)], [null, false]);
  });

  test('one that is paused lets the next one go on', async (context) => {
    const bench = await RunBench.open(context);
    bench.archive(Array.from({ length: 6 }, () => 'dog'));
    const first = await bench.service.begin(EVERYTHING);
    const second = await bench.service.begin({ ...EVERYTHING, compareOnly: true });
    assert.deepEqual([first.state, second.state], ['running', 'waiting']);
    bench.service.order(first.id, 'pause');
    await bench.turn();
    assert.equal(bench.service.one(second.id)?.state, 'running');
    await bench.workAll(() => []);
    // What the first has in the queue waits for its analysis anyway.
    assert.partialDeepStrictEqual(bench.service.one(second.id), { state: 'done', doneFiles: 12, skippedFiles: 6 });
    bench.service.order(first.id, 'resume');
    await bench.workAll(() => []);
    assert.partialDeepStrictEqual(bench.service.one(first.id), { state: 'done', doneFiles: 12, skippedFiles: 0 });
  });

  test('goes on after a restart, and leaves nothing of a cancelled one', async (context) => {
    const bench = await RunBench.open(context);
    bench.archive(Array.from({ length: 5 }, () => 'dog'));
    const { id } = await bench.service.begin(EVERYTHING);
    const find = () => [track('cat')];
    for (let files = 0; files < 3; files++) {
      bench.work(find);
      await bench.turn();
    }
    // In the middle of a file.
    assert.ok(bench.queue.lease('clip', 60_000));
    await bench.restart();
    assert.partialDeepStrictEqual(bench.service.one(id), { state: 'running', doneFiles: 3, leftMs: null });
    await bench.workAll(find);
    assert.partialDeepStrictEqual(bench.service.one(id), { state: 'done', doneFiles: 10, eventsChanged: 5 });

    const other = await bench.service.begin(EVERYTHING);
    const job = bench.queue.lease('clip', 60_000);
    assert.ok(job);
    bench.service.order(other.id, 'cancel');
    bench.queue.release(job.id);
    await bench.turn();
    assert.equal(bench.queue.waitingInBackground(), 0);
    await bench.restart();
    assert.equal(bench.service.one(other.id)?.state, 'cancelled');
  });

  test('counts what cannot be analysed again, and leaves it as it was', async (context) => {
    const bench = await RunBench.open(context);
    const [id = ''] = bench.archive(['dog', 'dog']);
    bench.archive(['cat'], 2);
    const yard = bench.config.cameras[1];
    assert.ok(yard);
    bench.config.cameras = [...bench.config.cameras.slice(0, 1), { ...yard, analytics_enabled: false }];
    const { id: runId } = await bench.service.begin(EVERYTHING);
    for (const kind of ['still', 'clip', 'still', 'clip'] as const) {
      const job = bench.queue.lease(kind, 1000);
      assert.ok(job);
      bench.queue.fail(job.id, 'the file is gone', { permanent: true });
      await bench.turn();
    }
    const run = bench.service.one(runId);
    assert.partialDeepStrictEqual(run, { state: 'done', failedFiles: 4, skippedFiles: 2, eventsChanged: 0 });
    assert.deepEqual(bench.shapesOf(id), ['dog', 'dog']);
    assert.equal(bench.queue.depth().setAside, 0);
  });
});
