import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { KeepTable } from '../../src/store/keep-table.ts';
import { RetentionTable } from '../../src/store/retention-table.ts';
import { newAsset } from '../store/history-fixture.ts';
import { BLOCK_BYTES, CleanHouse, DAY_MS, HOUR_MS } from './clean-house.ts';

const signal = new AbortController().signal;
const TOTAL = 1e12;
const FULL = { high: 0, low: 0 };

describe('cleanup by level', () => {
  test('leaves everything while the disk is not fuller than the high mark', async (context) => {
    const house = await CleanHouse.open(context);
    for (let hour = 1; hour <= 5; hour++) house.visit(hour * HOUR_MS);
    const before = house.files();
    const words = await house.cleanup({ high: house.usedBytes(), low: 0 }).run(signal);
    assert.deepEqual(house.files(), before);
    assert.match(words, /nothing had to go/);
  });

  test('deletes the oldest with all that belongs to them, and only until the low mark is reached', async (context) => {
    const house = await CleanHouse.open(context);
    const visits = [9, 8, 7, 6, 5, 4, 3, 2].map((hour) => house.visit(hour * HOUR_MS));
    house.put('test.txt');
    const bytes = { high: 20 * BLOCK_BYTES, low: 15 * BLOCK_BYTES };
    const cleanup = house.cleanup(bytes);
    assert.match(await cleanup.run(signal), /deleted 5 to make room/);
    assert.equal(cleanup.filesDone(), 10, 'a picture and a clip each');
    const left = visits.slice(5);
    assert.deepEqual(house.files(), [...left.flatMap(({ files }) => files), 'test.txt'].toSorted());
    assert.ok(house.usedBytes() <= bytes.low);
    const ids = house.history.events({}).map((event) => event.id);
    assert.deepEqual(
      ids,
      left.map(({ eventId }) => eventId),
    );
    for (const table of ['recordings', 'announcements']) assert.equal(house.count(table), 3, table);
    for (const table of ['assets', 'tracks']) assert.equal(house.count(table), 6, table);
    for (const table of ['jobs', 'removals']) assert.equal(house.count(table), 0, table);
    assert.deepEqual(house.database.all('PRAGMA foreign_key_check'), []);
  });

  test('takes from the camera that holds the most, so that a busy one does not push out the quiet one', async (context) => {
    const house = await CleanHouse.open(context);
    const quiet = [90, 60, 30].map((day) => house.visit(day * DAY_MS, { cameraId: 2 }));
    const busy = Array.from({ length: 12 }, (_, hour) => house.visit((14 - hour) * HOUR_MS));
    const bytes = { high: 40 * BLOCK_BYTES, low: 32 * BLOCK_BYTES };
    const planned = await house.cleanup(bytes, { share: 'equal' }).dryRun(signal);
    const words = await house.cleanup(bytes, { share: 'equal' }).run(signal);
    assert.match(words, /deleted 7 to make room/);
    assert.deepEqual(
      planned.map(({ unit }) => unit.id),
      busy.slice(0, 7).map(({ eventId }) => eventId),
    );
    assert.deepEqual(house.files(), [...quiet, ...busy.slice(7)].flatMap(({ files }) => files).toSorted());
    // Once both hold the same they give by turns, the oldest first, down to the newest of each.
    await assert.rejects(house.cleanup(FULL, { share: 'equal' }).run(signal), /the newest of its camera/);
    assert.deepEqual(house.files(), [...(quiet[2]?.files ?? []), ...(busy.at(-1)?.files ?? [])].toSorted());
  });

  test('takes from the others when the one that holds the most has nothing to give', async (context) => {
    const house = await CleanHouse.open(context);
    const marks = new KeepTable(house.database);
    const kept = Array.from({ length: 30 }, (_, day) => house.visit((40 - day) * DAY_MS, { cameraId: 2 }));
    for (const { eventId } of kept) marks.keepEvent(eventId, true);
    house.unassigned('who.jpg', 20 * DAY_MS);
    const own = [9, 8, 7].map((hour) => house.visit(hour * HOUR_MS));
    const used = house.usedBytes();
    const bytes = { high: used - 1, low: used - 5 * BLOCK_BYTES };
    await house.cleanup(bytes, { share: 'equal' }).run(signal);
    const left = house.files();
    assert.ok(kept.every(({ files }) => files.every((file) => left.includes(file))));
    assert.equal(
      own[0]?.files.some((file) => left.includes(file)),
      false,
    );
    assert.ok(own[2]?.files.every((file) => left.includes(file)));
  });

  test('never deletes the newest of a camera, and says that it could not do more', async (context) => {
    const house = await CleanHouse.open(context);
    house.visit(400 * DAY_MS, { cameraId: 2 });
    const quiet = house.visit(399 * DAY_MS, { cameraId: 2 });
    house.visit(3 * HOUR_MS);
    const newest = house.visit(2 * HOUR_MS);
    // Motion without a picture is nothing to look at.
    house.history.addMotion(1, house.clock.nowMs() - HOUR_MS);
    await assert.rejects(house.cleanup(FULL, { keepDays: 1 }).run(signal), /the newest of its camera/);
    assert.deepEqual(house.files(), [...quiet.files, ...newest.files].toSorted());
  });

  test('leaves what waits for analysis or is being analysed, and what was only just now', async (context) => {
    const house = await CleanHouse.open(context);
    const waiting = house.visit(9 * HOUR_MS, { analysed: false });
    const leased = house.visit(8 * HOUR_MS, { analysed: false });
    while (house.queue.lease('clip', 60_000));
    house.visit(7 * HOUR_MS);
    const justNow = house.visit(10 * 60_000);
    const newest = house.visit(0);
    await assert.rejects(house.cleanup(FULL).run(signal));
    assert.deepEqual(house.files(), [waiting, leased, justNow, newest].flatMap(({ files }) => files).toSorted());
  });

  test('takes what was set aside or kept without analysis', async (context) => {
    const house = await CleanHouse.open(context);
    house.put('a.mp4');
    house.put('b.mp4');
    const takenAtMs = house.clock.nowMs() - 9 * HOUR_MS;
    const { jobId } = house.history.addAsset(newAsset('a.mp4', { takenAtMs }));
    house.queue.fail(jobId ?? 0, 'no video', { permanent: true });
    house.history.addAsset(newAsset('b.mp4', { takenAtMs: takenAtMs + HOUR_MS, analyse: false }));
    const newest = house.visit(HOUR_MS);
    await assert.rejects(house.cleanup(FULL).run(signal));
    assert.deepEqual(house.files(), [...newest.files].toSorted());
    assert.equal(house.count('jobs'), 0);
  });

  test('leaves the pictures of known objects, with the event that they are of', async (context) => {
    const house = await CleanHouse.open(context);
    const known = house.visit(9 * HOUR_MS);
    house.visit(8 * HOUR_MS);
    const newest = house.visit(7 * HOUR_MS);
    house.knownPictures = [`/${known.files[2]}`];
    await assert.rejects(house.cleanup(FULL).run(signal));
    assert.deepEqual(house.files(), [...known.files, ...newest.files].toSorted());
    assert.ok(house.history.event(known.eventId));
  });

  test('leaves what is marked to be kept, also when it is marked while a run looks at it', async (context) => {
    const house = await CleanHouse.open(context);
    const marks = new KeepTable(house.database);
    const kept = house.visit(9 * DAY_MS);
    const late = house.visit(8 * DAY_MS);
    house.visit(7 * DAY_MS);
    const newest = house.visit(HOUR_MS);
    marks.keepEvent(kept.eventId, true);
    const cleanup = house.cleanup({ high: TOTAL, low: 0 }, { keepDays: 1 });
    assert.deepEqual(
      (await cleanup.dryRun(signal)).map(({ unit }) => unit.id),
      house.history
        .events({})
        .slice(1, 3)
        .map(({ id }) => id),
    );
    const [unit] = house.store.oldestUnits('all', { startedAtMs: house.clock.nowMs() - 8.5 * DAY_MS, id: '' }, 1);
    assert.equal(unit?.id, late.eventId);
    marks.keepEvent(late.eventId, true);
    assert.deepEqual([...house.store.mark([unit])], []);
    await cleanup.run(signal);
    assert.deepEqual(house.files(), [...kept.files, ...late.files, ...newest.files].toSorted());
    marks.keepEvent(kept.eventId, false);
    house.gone.length = 0;
    await cleanup.run(signal);
    assert.deepEqual(house.gone, [kept.eventId], 'whoever shows it is told');
    assert.deepEqual(house.files(), [...late.files, ...newest.files].toSorted());
  });

  test('removes folders that it has emptied, and no others', async (context) => {
    const house = await CleanHouse.open(context);
    house.visit(3 * DAY_MS);
    const shared = house.visit(2 * DAY_MS);
    house.put(`${shared.clip.slice(0, shared.clip.lastIndexOf('/'))}/notes.idx`);
    mkdirSync(join(house.rootDir, 'cam1/empty'));
    const newest = house.visit(HOUR_MS);
    await assert.rejects(house.cleanup(FULL).run(signal));
    const day = (file = '') => file.slice(0, file.lastIndexOf('/'));
    const expected = ['cam1', 'cam1/empty', day(shared.clip), day(newest.clip)];
    expected.push('concierge-snapshots', 'concierge-snapshots/cam1', day(newest.files[2]));
    assert.deepEqual(house.folders(), expected.toSorted());
  });

  test('keeps an event that something joined meanwhile', async (context) => {
    const house = await CleanHouse.open(context);
    const old = house.visit(9 * HOUR_MS);
    house.visit(HOUR_MS);
    const [unit] = house.store.oldestUnits('all', null, 1);
    assert.ok(unit);
    assert.deepEqual([...house.store.mark([unit])], [old.eventId]);
    const takenAtMs = house.clock.nowMs() - 9 * HOUR_MS + 1000;
    const late = house.history.addAsset(newAsset('late.mp4', { takenAtMs }));
    assert.equal(late.eventId, old.eventId);
    house.store.removeRows(
      unit.assets.map(({ id }) => id),
      [],
    );
    const files = house.history.event(old.eventId)?.assets.map(({ file }) => file);
    assert.deepEqual(files, ['late.mp4']);
    assert.equal(house.queue.depth().clips, 1);
  });

  test('keeps a file that a camera took over meanwhile', async (context) => {
    const house = await CleanHouse.open(context);
    house.unassigned('stranger.mp4', 40 * DAY_MS);
    const [unit] = house.store.oldestUnits('unassigned', null, 1);
    assert.ok(unit);
    house.store.mark([unit]);
    const { assetId, jobId } = house.history.addAsset(newAsset('stranger.mp4'));
    house.store.removeRows([assetId], []);
    assert.equal(house.history.asset(assetId)?.state, 'waiting');
    assert.equal(house.queue.lease('clip', 1)?.id, jobId);
    assert.equal(house.count('removals'), 0);
  });

  test('leaves a unit that waits by the time it would be marked', async (context) => {
    const house = await CleanHouse.open(context);
    house.unassigned('stranger.mp4', 40 * DAY_MS);
    const page = house.store.oldestUnits('unassigned', null, 1);
    house.history.addAsset(newAsset('stranger.mp4'));
    assert.equal(house.store.mark(page).size, 0);
    assert.equal(house.count('removals'), 0);
  });

  test('does not delete rows while ROOT_DIR’s files are out of reach', async (context) => {
    const house = await CleanHouse.open(context);
    for (let hour = 1; hour <= 9; hour++) house.visit(hour * HOUR_MS);
    const full = { usedBytes: 99e10, availableBytes: 1e10 };
    rmSync(house.rootDir, { recursive: true });
    mkdirSync(house.rootDir);
    const cleanup = house.cleanup(FULL, { disk: async () => full, keepDays: 1, marks: { high: 0.85, low: 0.79 } });
    await assert.rejects(cleanup.run(signal), /Mount the share/);
    assert.equal(house.count('events'), 9);
  });

  test('counts what it deletes itself, so that a disk which is slow to say so costs no more than needed', async (context) => {
    const house = await CleanHouse.open(context);
    for (let hour = 1; hour <= 150; hour++) house.visit(hour * HOUR_MS);
    const usedBytes = house.usedBytes();
    const disk = async () => ({ usedBytes, availableBytes: 1e12 - usedBytes });
    await assert.rejects(
      house.cleanup({ high: usedBytes - 1, low: usedBytes - 40 * BLOCK_BYTES }, { disk }).run(signal),
    );
    assert.equal(house.count('events'), 140);
  });

  test('ends early when it is told to, leaving nothing half done', async (context) => {
    const house = await CleanHouse.open(context);
    for (let hour = 1; hour <= 120; hour++) house.visit(hour * HOUR_MS);
    const stopping = new AbortController();
    let removed = 0;
    class StoppingStore extends RetentionTable {
      override removeRows(...given: Parameters<RetentionTable['removeRows']>): void {
        super.removeRows(...given);
        if (++removed === 1) stopping.abort();
      }
    }
    const store = new StoppingStore(house.database);
    assert.match(await house.cleanup(FULL, { store }).run(stopping.signal), /ended early/);
    const left = house.count('events');
    assert.ok(left > 0 && left < 120, `${left} are left`);
    assert.ok(house.count('removals') > 0, 'it had marked more than it could remove');
    const next = house.cleanup({ high: 1e11, low: 1e11 });
    assert.equal(await next.isUrgent(), true, 'what was begun is to be finished');
    assert.match(await next.run(signal), /that an earlier run had begun with/);
    assert.equal(house.files().length, 4 * house.count('events'));
    assert.equal(await next.isUrgent(), false);
  });
});

describe('cleanup by age', () => {
  test('deletes what is older however empty the disk is, but not the newest of a camera', async (context) => {
    const house = await CleanHouse.open(context);
    house.visit(31 * DAY_MS);
    const young = house.visit(29 * DAY_MS);
    const newest = house.visit(40 * DAY_MS, { cameraId: 2 });
    const roomy = { high: 1e11, low: 1e11 };
    assert.match(await house.cleanup(roomy).run(signal), /nothing had to go/);
    assert.match(await house.cleanup(roomy, { keepDays: 30 }).run(signal), /deleted 1 by age/);
    assert.deepEqual(house.files(), [...young.files, ...newest.files].toSorted());
  });

  test('deletes files of no known camera after 30 days, and leaves files that are not known at all', async (context) => {
    const house = await CleanHouse.open(context);
    house.unassigned('stranger/old.jpg', 31 * DAY_MS);
    house.unassigned('stranger/young.jpg', 29 * DAY_MS);
    for (const file of ['test.txt', 'x.idx', 'unfinished.dav_', 'unseen.mp4', '.incoming/a.part']) house.put(file);
    const roomy = { high: 1e11, low: 1e11 };
    assert.match(await house.cleanup(roomy).run(signal), /deleted 1 of no camera/);
    assert.deepEqual(
      house.files(),
      ['stranger/young.jpg', 'test.txt', 'x.idx', 'unfinished.dav_', 'unseen.mp4', '.incoming/a.part'].toSorted(),
    );
    assert.equal(house.count('assets'), 1);
  });
});

describe('a dry run', () => {
  test('lists what a run deletes, and changes nothing', async (context) => {
    const house = await CleanHouse.open(context);
    house.unassigned('stranger.jpg', 40 * DAY_MS);
    for (let hour = 1; hour <= 130; hour++) house.visit(hour * HOUR_MS);
    const before = house.files();
    const cleanup = house.cleanup({ high: 101 * BLOCK_BYTES, low: 100 * BLOCK_BYTES });
    const listed = await cleanup.dryRun(signal);
    assert.deepEqual(house.files(), before);
    assert.equal(listed[0]?.reason, 'no camera');
    await cleanup.run(signal).catch(() => {});
    const left = new Set(house.files());
    const gone = before.filter((file) => !left.has(file));
    const files = listed.flatMap(({ unit }) => unit.assets.flatMap((asset) => asset.files));
    assert.deepEqual(gone.toSorted(), files.toSorted());
    assert.equal(house.usedBytes(), 100 * BLOCK_BYTES);
  });
});
