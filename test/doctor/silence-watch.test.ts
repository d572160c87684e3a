import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { SilenceWatch } from '../../src/doctor/silence-watch.ts';
import { habitOf } from '../../src/domain/upload-habit.ts';
import type { Notice } from '../../src/ports/notices.ts';
import { ListeningTable } from '../../src/store/listening-table.ts';
import { UploadHabitTable } from '../../src/store/upload-habit-table.ts';
import { openIntake } from '../intake/intake-fixture.ts';
import { historyFixture } from '../store/history-fixture.ts';

const HOUR_MS = 3_600_000;

describe('a camera that falls silent', () => {
  /** Front, which has uploaded every hour until now. */
  async function frontDoor(context: TestContext) {
    const { stores } = await openIntake(context);
    const { id, uuid } = await stores.addCamera('Front').then(() => stores.config.read().cameras[0] ?? assert.fail());
    const shown = new Map<string, Notice>();
    const startMs = stores.clock.nowMs();
    const uploads = Array.from({ length: 100 }, (_, index) => startMs - (100 - index) * HOUR_MS);
    const { config, clock, database, logger } = stores;
    /** Each run of the add-on has a watch of its own. */
    const startWatch = async () => {
      const watch = new SilenceWatch({
        habits: {
          habit: (cameraId) => habitOf(cameraId === id ? uploads : []),
          lastUploadAtMs: () => uploads.at(-1) ?? null,
        },
        listening: new ListeningTable(database),
        config,
        notices: { show: (notice, words) => shown.set(notice, words), clear: (notice) => shown.delete(notice) },
        clock,
        logger,
      });
      await watch.start();
      return watch;
    };
    return { stores, uploads, shown, noticeId: `concierge_silent_${uuid}`, startWatch };
  }

  test('is told of once, and no longer when it is heard again', async (context) => {
    const { stores, uploads, shown, noticeId, startWatch } = await frontDoor(context);
    const watch = await startWatch();
    stores.clock.advance(5 * HOUR_MS);
    assert.equal(shown.size, 0);
    assert.equal(watch.health().state, 'running');
    stores.clock.advance(2 * HOUR_MS);
    assert.match(shown.get(noticeId)?.message ?? '', /Front has uploaded nothing for 7 hours/);
    assert.equal(watch.health().state, 'degraded');
    uploads.push(stores.clock.nowMs());
    stores.clock.advance(HOUR_MS / 2);
    assert.equal(shown.size, 0);
    await watch.stop();
    stores.clock.advance(100 * HOUR_MS);
    assert.equal(shown.size, 0);
  });

  test('is told of though the add-on starts anew every hour', async (context) => {
    const { stores, shown, noticeId, startWatch } = await frontDoor(context);
    for (let hour = 0; hour < 7; hour++) {
      assert.equal(shown.size, 0, `after ${hour} hours`);
      const watch = await startWatch();
      stores.clock.advance(HOUR_MS);
      await watch.stop();
      stores.clock.advance(1000);
    }
    assert.match(shown.get(noticeId)?.message ?? '', /Front has uploaded nothing for/);
  });

  test('stays told over a start, and is not told for the time in which nobody could have heard it', async (context) => {
    const { stores, uploads, shown, startWatch } = await frontDoor(context);
    const first = await startWatch();
    stores.clock.advance(7 * HOUR_MS);
    assert.equal(shown.size, 1);
    await first.stop();
    const second = await startWatch();
    assert.equal(shown.size, 1, 'it is still so');
    await second.stop();

    uploads.push(stores.clock.nowMs());
    stores.clock.advance(72 * HOUR_MS);
    const third = await startWatch();
    assert.equal(shown.size, 0, 'the add-on was away, not the camera');
    // It has been silent for eight hours once, and may be for half as long again.
    stores.clock.advance(11 * HOUR_MS);
    assert.equal(shown.size, 0);
    stores.clock.advance(2 * HOUR_MS);
    assert.equal(shown.size, 1);
    await third.stop();
  });

  test('is measured without the time that a machine slept, or that its clock had lost', async (context) => {
    const { database } = await historyFixture(context);
    const table = new ListeningTable(database);
    table.begin(0);
    for (const minute of [10, 20, 30]) table.goOn(minute * 60_000);
    table.goOn(9 * HOUR_MS);
    table.goOn(9 * HOUR_MS + 600_000);
    assert.equal(table.deafMs(0, 10 * HOUR_MS), 10 * HOUR_MS - 1_800_000 - 600_000);
    assert.equal(table.deafMs(9 * HOUR_MS, 9 * HOUR_MS + 600_000), 0);
    assert.equal(table.deafMs(600_000, 1_200_000), 0);
  });

  test('has the habit in SQLite that the rule knows', async (context) => {
    const { database } = await historyFixture(context);
    const times = [5000, 1000, 90_000, 20_000];
    for (const [index, atMs] of times.entries()) {
      database.run(
        "INSERT INTO assets (file, media_type, camera_id, taken_at_ms, received_at_ms, size_bytes, state) VALUES (?, 'jpg', 7, 0, ?, 1, 'kept')",
        `${index}.jpg`,
        atMs,
      );
    }
    const table = new UploadHabitTable(database);
    assert.deepEqual(table.habit(7, 0), habitOf(times));
    assert.deepEqual(table.habit(7, 2000), habitOf(times.filter((atMs) => atMs >= 2000)));
    assert.deepEqual(table.habit(8, 0), habitOf([]));
    assert.deepEqual([table.lastUploadAtMs(7), table.lastUploadAtMs(8)], [90_000, null]);
  });
});
