import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { test } from 'node:test';
import { CleanHouse, HOUR_MS } from './clean-house.ts';

const VISITS = 2500;

test('ten thousand files go, in time that is reported', async (context) => {
  const house = await CleanHouse.open(context);
  house.database.inTransaction(() => {
    for (let hour = VISITS; hour >= 1; hour--) house.visit(hour * HOUR_MS);
  });
  assert.equal(house.files().length, 4 * VISITS);
  const full = house.disk();
  const cleanup = house.cleanup({ high: 0, low: 0 }, { disk: async () => full });
  // What a request or an upload would have to wait for at most.
  const delay = monitorEventLoopDelay({ resolution: 2 });
  delay.enable();
  const startedMs = performance.now();
  await assert.rejects(cleanup.run(new AbortController().signal), /what is left/);
  const elapsedMs = performance.now() - startedMs;
  delay.disable();
  assert.equal(house.files().length, 4);
  assert.equal(house.count('assets'), 2);
  context.diagnostic(
    `${4 * VISITS - 4} files in ${Math.round(elapsedMs)} ms; the event loop was held for ${Math.round(delay.max / 1e6)} ms at most`,
  );
});
