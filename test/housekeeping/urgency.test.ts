import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { DiskUsage } from '../../src/domain/retention.ts';
import { diskUsage } from '../../src/housekeeping/disk-usage.ts';
import { CleanHouse, HOUR_MS } from './clean-house.ts';

/** Takes room on the disk without writing it. */
const ALLOCATOR = 'fallocate';
const signal = new AbortController().signal;
const MARKS = { high: 0.85, low: 0.79 };
const at = (level: number): DiskUsage => ({ usedBytes: level * 1e12, availableBytes: (1 - level) * 1e12 });

describe('a cleanup that does not wait for its hour', () => {
  test('is due above 95 %, and before FTP refuses uploads', async (context) => {
    const house = await CleanHouse.open(context);
    const urgent = (usage: DiskUsage) =>
      house.cleanup({ high: 0, low: 0 }, { marks: MARKS, disk: async () => usage }).isUrgent();
    assert.equal(await urgent(at(0.94)), false);
    assert.equal(await urgent(at(0.96)), true);
    assert.equal(await urgent({ usedBytes: 1e9, availableBytes: 300 * 1024 * 1024 }), true);
  });

  test('is not tried again at once when nothing could be done', async (context) => {
    const house = await CleanHouse.open(context);
    house.visit(HOUR_MS, { analysed: false });
    const cleanup = house.cleanup({ high: 0, low: 0 }, { marks: MARKS, disk: async () => at(0.97) });
    await assert.rejects(cleanup.run(signal), /disk 97\.0 % full; nothing had to go; what is left waits/);
    assert.equal(await cleanup.isUrgent(), false);
    house.clock.advance(15 * 60_000);
    assert.equal(await cleanup.isUrgent(), true);
  });
});

describe('deleting that makes no room', () => {
  const skip = spawnSync(ALLOCATOR, ['--version']).status === 0 ? false : `${ALLOCATOR} is not on this machine`;
  test('ends for a day, instead of taking everything', { skip }, async (context) => {
    const house = await CleanHouse.open(context);
    const visits = [5, 4, 3, 2, 1].map((hour) => house.visit(hour * HOUR_MS));
    for (const { clip } of visits) execFileSync(ALLOCATOR, ['-l', '260M', join(house.rootDir, clip)]);
    // As where snapshots of the file system keep what is deleted.
    const disk = async () => ({ usedBytes: 0.86e10, availableBytes: 0.14e10 });
    const cleanup = house.cleanup({ high: 0, low: 0 }, { marks: { high: 0.85, low: 0.84 }, disk });
    await assert.rejects(cleanup.run(signal), /deleting made no room/);
    const left = house.files();
    assert.equal(left.length, 16);
    await assert.rejects(cleanup.run(signal));
    assert.deepEqual(house.files(), left);
    assert.equal(await cleanup.isUrgent(), false);
    house.clock.advance(24 * HOUR_MS);
    await assert.rejects(cleanup.run(signal));
    assert.equal(house.files().length, 12);
  });
});

test('the usage of a disk is what the system says of it', async (context) => {
  const house = await CleanHouse.open(context);
  const { blocks, bfree, bsize } = statfsSync(house.rootDir);
  const usage = await diskUsage(house.rootDir);
  const usedBytes = (blocks - bfree) * bsize;
  assert.ok(Math.abs(usage.usedBytes - usedBytes) < 0.02 * blocks * bsize, 'others write meanwhile, but not so much');
  assert.ok(usage.availableBytes > 0 && usage.availableBytes <= blocks * bsize);
});
