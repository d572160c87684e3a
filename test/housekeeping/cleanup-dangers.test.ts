import assert from 'node:assert/strict';
import { linkSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { newAsset } from '../store/history-fixture.ts';
import { BLOCK_BYTES, CleanHouse, DAY_MS, HOUR_MS } from './clean-house.ts';

const signal = new AbortController().signal;
const FULL = { high: 0, low: 0 };

describe('what lies outside ROOT_DIR', () => {
  test('stays, when a folder has become a link that leads there', async (context) => {
    const house = await CleanHouse.open(context);
    const old = house.visit(9 * HOUR_MS);
    house.visit(HOUR_MS);
    const outside = join(house.folder, 'outside');
    mkdirSync(outside);
    const name = old.clip.slice(old.clip.lastIndexOf('/') + 1);
    for (const file of [name, name.replace('mp4', 'jpg')]) writeFileSync(join(outside, file), 'precious');
    const day = join(house.rootDir, old.clip.slice(0, old.clip.lastIndexOf('/')));
    rmSync(day, { recursive: true });
    symlinkSync(outside, day);
    await assert.rejects(house.cleanup(FULL).run(signal));
    assert.equal(readdirSync(outside).length, 2);
    assert.match(house.logged(), /leads outside ROOT_DIR/);
  });

  test('stays, when a file has become a link to it', async (context) => {
    const house = await CleanHouse.open(context);
    const old = house.visit(9 * HOUR_MS);
    house.visit(HOUR_MS);
    const precious = join(house.folder, 'precious.mp4');
    writeFileSync(precious, 'precious');
    const clip = join(house.rootDir, old.clip);
    rmSync(clip);
    symlinkSync(precious, clip);
    await assert.rejects(house.cleanup(FULL).run(signal));
    assert.ok(!house.files().includes(old.clip));
    assert.ok(readdirSync(house.folder).includes('precious.mp4'));
  });

  test('is not counted as room: a file with a second name elsewhere frees nothing', async (context) => {
    const house = await CleanHouse.open(context);
    const old = house.visit(9 * HOUR_MS);
    const next = house.visit(8 * HOUR_MS);
    house.visit(HOUR_MS);
    linkSync(join(house.rootDir, old.clip), join(house.folder, 'second name.mp4'));
    const used = house.usedBytes();
    const listed = await house.cleanup({ high: used - 1, low: used - 4 * BLOCK_BYTES }).dryRun(signal);
    assert.deepEqual(
      listed.map(({ unit }) => [unit.id, unit.sizeBytes]),
      [
        [old.eventId, 3 * BLOCK_BYTES],
        [next.eventId, 4 * BLOCK_BYTES],
      ],
    );
  });
});

describe('a file that cannot be deleted', () => {
  test('keeps its rows, and holds up nobody else', async (context) => {
    const house = await CleanHouse.open(context);
    const takenAtMs = house.clock.nowMs() - 50 * DAY_MS;
    const { eventId } = house.history.addAsset(newAsset(`${'x'.repeat(300)}.mp4`, { takenAtMs, analyse: false }));
    const old = house.visit(40 * DAY_MS);
    house.visit(HOUR_MS);
    const cleanup = house.cleanup({ high: 1e11, low: 1e11 }, { keepDays: 30 });
    for (let run = 1; run <= 2; run++) await assert.rejects(cleanup.run(signal), /1 files could not be deleted/);
    assert.ok(house.history.event(eventId));
    assert.equal(house.history.event(old.eventId), null);
    assert.equal(house.count('removals'), 0);
    assert.match(house.logged(), /Cannot delete this file/);
  });

  test('is one of many: the run ends, as the disk refuses', async (context) => {
    const house = await CleanHouse.open(context);
    for (let day = 300; day > 30; day--) {
      const takenAtMs = house.clock.nowMs() - day * DAY_MS;
      house.history.addAsset(newAsset(`${'x'.repeat(300)}${day}.mp4`, { takenAtMs, analyse: false }));
    }
    const cleanup = house.cleanup({ high: 1e11, low: 1e11 }, { keepDays: 30 });
    await assert.rejects(cleanup.run(signal), /; 125 files could not be deleted/);
    assert.equal(house.count('events'), 270);
    assert.equal(house.logged().match(/"level":40.*Cannot delete this file/g)?.length, 1, 'it is said once');
  });

  test('because a folder has its name counts as gone', async (context) => {
    const house = await CleanHouse.open(context);
    const old = house.visit(9 * HOUR_MS);
    house.visit(HOUR_MS);
    rmSync(join(house.rootDir, old.clip));
    house.put(`${old.clip}/precious.txt`);
    await assert.rejects(house.cleanup(FULL).run(signal));
    assert.equal(house.history.event(old.eventId), null);
    assert.ok(house.files().includes(`${old.clip}/precious.txt`));
  });
});
