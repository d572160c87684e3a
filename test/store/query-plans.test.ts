import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SightingTable } from '../../src/store/sighting-table.ts';
import { historyFixture } from './history-fixture.ts';
import { watchPlans } from './query-plan.ts';

const SPAN = { fromMs: 0, toMs: 1 };

test('what callers poll runs along an index and sorts nothing', async (context) => {
  const { database } = await historyFixture(context);
  const plans = watchPlans(database);
  const sightings = new SightingTable(database);
  for (const shape of [null, 'person']) {
    sightings.latest(null, shape, 0);
    sightings.latest(1, shape, 0);
    sightings.pictures(shape, 10);
    sightings.inClips({ shape, ...SPAN }, 10);
  }
  assert.equal(plans.length, 8);
  for (const { sql, plan } of plans) {
    assert.match(plan, /SEARCH tracks USING INDEX|SCAN tracks USING INDEX tracks_found\b/, sql);
    assert.doesNotMatch(plan, /USE TEMP B-TREE/, sql);
  }
  plans.length = 0;
  sightings.ofRecording(1);
  for (const shape of [null, 'person']) sightings.recordingIds({ shape, ...SPAN });
  for (const { sql, plan } of plans) assert.match(plan, /SEARCH tracks USING INDEX/, sql);
});
