import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TimelineFilter } from '../../src/ports/history.ts';
import { historyFixture, NOON_MS, newAsset } from './history-fixture.ts';

const ANY: TimelineFilter = {
  cameraId: null,
  shape: null,
  fromMs: null,
  toMs: null,
  onlyRaised: false,
  before: null,
  limit: 100,
};

test('the timeline is newest first, by camera and time, and goes on after an event however many came meanwhile', async (context) => {
  const { history } = await historyFixture(context);
  const at = (minute: number, cameraId = 1) =>
    history.addAsset(newAsset(`${cameraId}-${minute}.jpg`, { cameraId, takenAtMs: NOON_MS + minute * 60_000 })).eventId;
  const [first, second, third] = [at(0), at(10), at(20)];
  const other = at(15, 2);
  const ids = (filter: Partial<TimelineFilter>) => history.timeline({ ...ANY, ...filter }).map(({ id }) => id);
  assert.deepEqual(ids({}), [third, other, second, first]);
  assert.deepEqual(ids({ cameraId: 2 }), [other]);
  assert.deepEqual(ids({ fromMs: NOON_MS + 600_000, toMs: NOON_MS + 900_000 }), [other, second]);
  const [, last] = history.timeline({ ...ANY, limit: 2 });
  at(30);
  assert.deepEqual(ids({ before: last ?? null }), [second, first]);
  assert.deepEqual(ids({ onlyRaised: true }), [], 'nothing was found yet');
  assert.deepEqual(ids({ shape: 'person' }), []);
});
