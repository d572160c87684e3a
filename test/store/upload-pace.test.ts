import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { daysUntilFull } from '../../src/domain/disk-forecast.ts';
import { UploadTally } from '../../src/store/upload-tally.ts';
import { historyFixture, newAsset } from './history-fixture.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const GB = 1e9;
const MARKS = { high: 0.85, low: 0.79 };
const TOTAL_BYTES = 100 * GB;
const OTHERS_BYTES = 10 * GB;

/** A disk of 100 GB of which 10 GB are taken by others, and a house whose cameras upload a file of 1/24 GB each hour. */
async function house(...given: Parameters<typeof historyFixture>) {
  const { history, database, clock } = await historyFixture(...given);
  const tally = new UploadTally(database);
  const hours = (count: number) => {
    for (let hour = 0; hour < count; hour++) {
      const nowMs = clock.nowMs();
      const sizeBytes = Math.round(GB / 24);
      history.addAsset(newAsset(`cam/${nowMs}.mp4`, { takenAtMs: nowMs, receivedAtMs: nowMs, sizeBytes }));
      clock.advance(HOUR_MS);
    }
  };
  const forget = (olderThanMs: number) =>
    database.run('DELETE FROM assets WHERE received_at_ms < ?', clock.nowMs() - olderThanMs);
  const forecast = (keepDays: number) => {
    const held = database.get('SELECT ifnull(sum(size_bytes), 0) AS held FROM assets')?.number('held') ?? 0;
    const usedBytes = OTHERS_BYTES + held;
    const disk = { usedBytes, availableBytes: TOTAL_BYTES - usedBytes };
    return daysUntilFull(disk, MARKS, tally.pace(clock.nowMs(), keepDays));
  };
  return { hours, forget, forecast, pace: () => tally.pace(clock.nowMs(), 0).bytesPerDay / GB };
}

function near(value: number | null, expected: number): void {
  assert.ok(value !== null && Math.abs(value - expected) < expected * 0.05, `${value} is not about ${expected}`);
}

describe('days until the disk is full, over a simulated month', () => {
  test('are right from the second day on, and every day after', async (context) => {
    const { hours, forecast, pace } = await house(context);
    assert.equal(forecast(0), null);
    hours(36);
    for (let day = 2; day <= 30; day++) {
      near(pace(), 1);
      near(forecast(0), 75 - (day - 0.5));
      hours(24);
    }
  });

  test('are right where only some days fit, and the older ones have gone', async (context) => {
    const { hours, forget, pace } = await house(context);
    hours(10 * 24);
    forget(2 * DAY_MS);
    near(pace(), 1);
  });

  test('do not come where recordings go by age before that', async (context) => {
    const { hours, forget, forecast } = await house(context);
    hours(10 * 24);
    assert.equal(forecast(30), null, 'thirty days of one GB stay below the mark');
    near(forecast(90), 65);
    hours(21 * 24);
    forget(30 * DAY_MS);
    const left = forecast(30);
    assert.ok(left === null || left > 300, `as much goes as comes: ${left}`);
  });

  test('are none beyond the mark', () => {
    const pace = { bytesPerDay: GB, agedBytesPerDay: 0, daysUntilAged: null };
    assert.equal(daysUntilFull({ usedBytes: 90 * GB, availableBytes: 10 * GB }, MARKS, pace), 0);
  });
});
