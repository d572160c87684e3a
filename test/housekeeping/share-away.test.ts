import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { RECENT_MS } from '../../src/domain/retention.ts';
import { DiscardedPicturesJob } from '../../src/housekeeping/discarded-pictures-job.ts';
import { EventDisposal } from '../../src/housekeeping/event-disposal.ts';
import { MARK_FILE } from '../../src/housekeeping/media-presence.ts';
import { DiscardedTable } from '../../src/store/discarded-table.ts';
import { CleanHouse, DAY_MS, HOUR_MS } from './clean-house.ts';

const signal = new AbortController().signal;
const EMPTY_DISK = { high: 1e12, low: 0 };
const FULL = { high: 0, low: 0 };

/** A house whose share was there at the last cleanup. */
async function houseOnShare(...given: Parameters<typeof CleanHouse.open>): Promise<CleanHouse> {
  const house = await CleanHouse.open(...given);
  for (let day = 9; day >= 1; day--) house.visit(day * DAY_MS);
  await house.cleanup(EMPTY_DISK).run(signal);
  return house;
}

/** As when it is not mounted: an empty folder is in its place. */
function unmount(house: CleanHouse): void {
  renameSync(house.rootDir, join(house.folder, 'share'));
  mkdirSync(house.rootDir);
}

function mount(house: CleanHouse): void {
  rmSync(house.rootDir, { recursive: true });
  renameSync(join(house.folder, 'share'), house.rootDir);
}

/** Uploads that came into the empty folder, old enough to go. */
function uploadMeanwhile(house: CleanHouse, count: number) {
  const visits = Array.from({ length: count }, () => {
    house.clock.advance(HOUR_MS);
    return house.visit(0);
  });
  house.clock.advance(RECENT_MS + 1);
  return visits;
}

describe('a share that is not mounted', () => {
  test('costs no rows of what is on it, while uploads go on into the empty folder', async (context) => {
    const house = await houseOnShare(context);
    const onShare = house.files();
    unmount(house);
    const local = uploadMeanwhile(house, 12);
    for (const share of ['oldest', 'equal'] as const) {
      await assert.rejects(house.cleanup(FULL, { keepDays: 1, share }).run(signal), /Mount the share or disk again/);
    }
    assert.equal(house.count('events'), 9 + 1);
    assert.deepEqual(house.files(), [...(local.at(-1)?.files ?? [])].toSorted(), 'the local disk must not fill');
    mount(house);
    assert.deepEqual(house.files(), onShare);
    await house.cleanup(EMPTY_DISK).run(signal);
    assert.equal(house.count('events'), 10);
  });

  test('is not marked as ours where history was there before', async (context) => {
    const house = await CleanHouse.open(context);
    for (let day = 9; day >= 1; day--) house.visit(day * DAY_MS);
    unmount(house);
    await assert.rejects(house.cleanup(FULL).run(signal), /of 18 files that were looked for, 0 are there/);
    mount(house);
    await house.cleanup(EMPTY_DISK).run(signal);
    unmount(house);
    await assert.rejects(house.cleanup(FULL).run(signal), /of 18 files/);
  });

  test('leaves what a killed cleanup had begun with', async (context) => {
    const house = await houseOnShare(context);
    house.store.mark(house.store.oldestUnits('all', null, 2));
    unmount(house);
    await assert.rejects(house.cleanup(EMPTY_DISK).run(signal), /Mount the share/);
    assert.equal(house.count('assets'), 18);
    assert.equal(await house.cleanup(EMPTY_DISK).isUrgent(), true);
    mount(house);
    await house.cleanup(EMPTY_DISK).run(signal);
    assert.equal(house.count('events'), 7);
  });

  test('keeps an event that somebody wants to delete, and replaced snapshots, until it is back', async (context) => {
    const house = await houseOnShare(context);
    const { store, media, presence, logger, clock, database } = house;
    const pictures = new DiscardedTable(database);
    const [snapshot = ''] = house.files().filter((file) => file.endsWith('_annotated.jpg'));
    pictures.replace([snapshot], [], clock.nowMs());
    clock.advance(RECENT_MS);
    const config = { read: () => house.configWith([]) };
    const replaced = new DiscardedPicturesJob({ pictures, media, presence, config, clock });
    const disposal = new EventDisposal({ store, media, presence, logger, viewers: { eventsGone: () => {} } });
    const [event] = house.history.events({});
    assert.ok(event);
    unmount(house);
    assert.equal(await disposal.remove(event, signal), 'away');
    assert.match(await replaced.run(signal), /away/);
    mount(house);
    assert.equal(await disposal.remove(event, signal), 'removed');
    assert.match(await replaced.run(signal), /deleted 1/);
    assert.ok(!house.files().includes(snapshot));
  });
});

describe('ROOT_DIR is taken as it is', () => {
  test('when somebody says that what is missing is gone for good', async (context) => {
    const house = await houseOnShare(context);
    rmSync(house.rootDir, { recursive: true });
    mkdirSync(house.rootDir);
    await assert.rejects(house.cleanup(FULL, { keepDays: 1 }).run(signal), /gone for good/);
    await house.presence.accept();
    uploadMeanwhile(house, 2);
    await assert.rejects(house.cleanup(FULL).run(signal), /the newest of its camera/);
    assert.equal(house.count('events'), 1);
  });

  test('where recordings were moved to another disk without hidden files', async (context) => {
    const house = await houseOnShare(context);
    rmSync(join(house.rootDir, MARK_FILE));
    assert.match(await house.cleanup(EMPTY_DISK, { keepDays: 5 }).run(signal), /deleted 4 by age/);
  });

  test('where another installation had it before, and history is new', async (context) => {
    const before = await houseOnShare(context);
    const house = new CleanHouse(join(before.folder, 'new'));
    context.after(() => house.database.close());
    rmSync(house.rootDir, { recursive: true });
    renameSync(before.rootDir, house.rootDir);
    assert.match(await house.cleanup(EMPTY_DISK).run(signal), /nothing had to go/);
  });
});
