import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PaceTable } from '../../src/store/pace-table.ts';
import { analysis, historyFixture, NOON_MS, newAsset } from './history-fixture.ts';

test('the pace is the median of what was analysed of its kind since then', async (context) => {
  const { history, database } = await historyFixture(context);
  const pace = new PaceTable(database);
  assert.equal(pace.medianSince('mp4', 0), null);
  for (const [index, elapsedMs] of [900, 100, 5000, 200, 300].entries()) {
    const takenAtMs = NOON_MS + index * 1000;
    const { assetId, jobId } = history.addAsset(newAsset(`a${index}.mp4`, { takenAtMs }));
    history.completeAnalysis(jobId ?? 0, { ...analysis(assetId, []), elapsedMs });
  }
  history.addAsset(newAsset('waits.mp4'));
  assert.deepEqual(pace.medianSince('mp4', 0), { medianMs: 300, files: 5 });
  assert.deepEqual(pace.medianSince('mp4', NOON_MS + 3000), { medianMs: 300, files: 2 });
  assert.equal(pace.medianSince('jpg', 0), null);
});
