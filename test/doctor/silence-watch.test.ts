import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SilenceWatch } from '../../src/doctor/silence-watch.ts';
import { habitOf } from '../../src/domain/upload-habit.ts';
import type { Notice } from '../../src/ports/notices.ts';
import { UploadHabitTable } from '../../src/store/upload-habit-table.ts';
import { openIntake } from '../intake/intake-fixture.ts';
import { historyFixture } from '../store/history-fixture.ts';

const HOUR_MS = 3_600_000;

describe('a camera that falls silent', () => {
  test('is told of once, and no longer when it is heard again', async (context) => {
    const { stores } = await openIntake(context);
    const { id, uuid } = await stores.addCamera('Front').then(() => stores.config.read().cameras[0] ?? assert.fail());
    const shown = new Map<string, Notice>();
    const startMs = stores.clock.nowMs();
    const uploads = Array.from({ length: 100 }, (_, index) => startMs - (100 - index) * HOUR_MS);
    const watch = new SilenceWatch({
      habits: {
        habit: (cameraId) => habitOf(cameraId === id ? uploads : []),
        lastUploadAtMs: () => uploads.at(-1) ?? null,
      },
      config: stores.config,
      notices: { show: (notice, words) => shown.set(notice, words), clear: (notice) => shown.delete(notice) },
      clock: stores.clock,
      logger: stores.logger,
    });
    await watch.start();
    stores.clock.advance(5 * HOUR_MS);
    assert.equal(shown.size, 0);
    assert.equal(watch.health().state, 'running');
    stores.clock.advance(2 * HOUR_MS);
    assert.match(shown.get(`concierge_silent_${uuid}`)?.message ?? '', /Front has uploaded nothing for 7 hours/);
    assert.equal(watch.health().state, 'degraded');
    uploads.push(stores.clock.nowMs());
    stores.clock.advance(HOUR_MS / 2);
    assert.equal(shown.size, 0);
    await watch.stop();
    stores.clock.advance(100 * HOUR_MS);
    assert.equal(shown.size, 0);
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
