import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UsageTable } from '../../src/store/usage-table.ts';
import { historyFixture, NOON_MS, newAsset } from './history-fixture.ts';
import { watchPlans } from './query-plan.ts';

test('each camera takes what its files do, the largest first, and nobody reads all of history for it', async (context) => {
  const { history, database } = await historyFixture(context);
  const usage = new UsageTable(database);
  assert.deepEqual(usage.byCamera(), []);
  history.addAsset(newAsset('a.mp4', { sizeBytes: 500 }));
  history.addAsset(newAsset('b.mp4', { sizeBytes: 700, cameraId: 2 }));
  history.addAsset(newAsset('c.jpg', { sizeBytes: 300 }));
  const unknown = { file: 'd.jpg', mediaType: 'jpg', takenAtMs: NOON_MS, receivedAtMs: NOON_MS, sizeBytes: 5 } as const;
  history.addUnassigned(unknown, 'no camera is called so');
  const plans = watchPlans(database);
  assert.deepEqual(usage.byCamera(), [
    { cameraId: 1, files: 2, sizeBytes: 800 },
    { cameraId: 2, files: 1, sizeBytes: 700 },
    { cameraId: null, files: 1, sizeBytes: 5 },
  ]);
  assert.match(plans[0]?.plan ?? '', /USING COVERING INDEX assets_by_holder/);
});
