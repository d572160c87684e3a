import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../../src/runtime/clock.ts';
import { clockDoubt } from '../../src/runtime/clock-doubt.ts';

const DAY_MS = 86_400_000;

test('a timer of more days than Node can count waits for all of them, unless it is cancelled', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const fired: string[] = [];
  systemClock.after(60 * DAY_MS, () => fired.push('kept'));
  const cancel = systemClock.after(60 * DAY_MS, () => fired.push('cancelled'));
  for (let day = 0; day < 59; day++) context.mock.timers.tick(DAY_MS);
  assert.deepEqual(fired, []);
  cancel();
  // It goes in parts, and the mock's clock is only as exact as its ticks.
  for (let day = 0; day < 4; day++) context.mock.timers.tick(DAY_MS);
  assert.deepEqual(fired, ['kept']);
});

test('a clock that begins in 1970 is doubted, today is not', () => {
  assert.match(clockDoubt(60_000) ?? '', /1970-01-01/);
  assert.equal(clockDoubt(Date.UTC(2026, 10, 25)), null);
});
