import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Identity, NamedPerson } from '../../src/domain/identity.ts';
import type { WantedPerson } from '../../src/domain/wanted-person.ts';
import type { TimelineFilter } from '../../src/ports/history.ts';
import { SqliteFaceStore } from '../../src/store/sqlite-face-store.ts';
import { analysis, historyFixture, NOON_MS, newAsset, PICTURE, track } from './history-fixture.ts';
import { watchPlans } from './query-plan.ts';

const ANY: TimelineFilter = {
  cameraId: null,
  shape: null,
  who: null,
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

const ANNA: NamedPerson = { personId: 3, name: 'Anna', similarity: 0.8 };
const BEN: NamedPerson = { personId: 4, name: 'Ben', similarity: 0.6 };
const HOUR_MS = 3_600_000;

test('the timeline is of one person, of strangers or of those that are not sure, with every other filter', async (context) => {
  const { history, database } = await historyFixture(context);
  const store = new SqliteFaceStore(database);
  let hour = 0;
  const see = (identities: readonly (Identity | null)[], shape = 'person') => {
    hour += 1;
    const asset = newAsset(`${hour}.jpg`, { takenAtMs: NOON_MS + hour * HOUR_MS });
    const { assetId, jobId } = history.addAsset(asset);
    assert.ok(jobId);
    const box = (at: number) => ({ startX: at * 300, startY: 100, endX: at * 300 + 90, endY: 300 });
    const tracks = identities.map((_, index) => track(shape, {}, box(index)));
    const { eventId } = history.completeAnalysis(jobId, analysis(assetId, tracks, PICTURE));
    for (const [index, one] of (history.event(eventId)?.tracks ?? []).entries())
      store.setIdentity(one.id, identities[index] ?? null);
    return eventId;
  };
  const anna = see([{ kind: 'known', ...ANNA }, null]);
  const both = see(
    [
      { kind: 'known', ...ANNA },
      { kind: 'unknown', strangerId: null },
    ],
    'dog',
  );
  const perhaps = see([{ kind: 'unsure', candidates: [ANNA, BEN] }]);
  see([
    { kind: 'known', ...ANNA },
    { kind: 'unsure', candidates: [BEN, ANNA] },
  ]);
  const sure = hour;
  see([null]);
  see([{ kind: 'ignored', why: 'not a face' }]);
  const ids = (who: WantedPerson, filter: Partial<TimelineFilter> = {}) =>
    history.timeline({ ...ANY, who, ...filter }).map(({ id }) => id);
  assert.equal(ids(ANNA.personId).length, 3);
  assert.deepEqual(ids(ANNA.personId).slice(1), [both, anna]);
  assert.deepEqual(ids(ANNA.personId, { shape: 'dog', cameraId: 1, onlyRaised: true }), [both]);
  assert.deepEqual(ids(ANNA.personId, { toMs: NOON_MS + HOUR_MS }), [anna]);
  assert.deepEqual(ids('stranger'), [both]);
  assert.deepEqual(ids('unsure'), [perhaps], `not that of hour ${sure}, in which a candidate was recognised`);
  assert.deepEqual(ids(BEN.personId), []);
  const listed = history.events({ who: ANNA.personId, limit: 1, offset: 1 });
  assert.deepEqual(
    listed.map(({ id }) => id),
    [both],
    'a list of events obeys it as well',
  );
});

test('whose events they are is read along an index', async (context) => {
  const { history, database } = await historyFixture(context);
  const plans = watchPlans(database);
  for (const who of [3, 'stranger', 'unsure'] as const) history.timeline({ ...ANY, who });
  const asked = plans.filter(({ sql }) => sql.startsWith('SELECT * FROM events'));
  assert.equal(asked.length, 3);
  for (const { sql, plan } of asked) assert.match(plan, /SEARCH tracks USING (COVERING )?INDEX tracks_by_who/, sql);
});
