import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import type { NewReanalysisRun, ReanalysisRun, ReanalysisRuns } from '../../src/ports/reanalysis-runs.ts';
import { reanalysisRunRoutes } from '../../src/rest/reanalysis-run-routes.ts';
import { Stores } from '../intake/stores.ts';
import { modelsHere } from '../support/detector-models.ts';
import { blamed, serve } from './rest-fixture.ts';

const NOON_MS = Date.UTC(2026, 10, 22, 12);

const RUN: ReanalysisRun = {
  id: 3,
  state: 'running',
  fromMs: NOON_MS,
  toMs: null,
  cameraId: 1,
  profileId: null,
  modelId: null,
  compareOnly: true,
  model: 'yolox_nano_416x416',
  createdAtMs: NOON_MS,
  endedAtMs: null,
  totalFiles: 10,
  doneFiles: 4,
  failedFiles: 1,
  skippedFiles: 0,
  leftMs: 6_100,
  eventsCompared: 2,
  eventsChanged: 1,
  shapes: [{ name: 'person', before: 1, after: 2 }],
  people: [{ name: 'Anna', before: 1, after: 0 }],
  strangers: [{ name: 'unknown', before: 0, after: 1 }],
  objects: [{ name: 'Our car', before: 1, after: 1 }],
};

async function served(context: TestContext) {
  const stores = await Stores.open(context);
  const cameraId = await stores.addCamera('Front door');
  const asked: (NewReanalysisRun | string)[] = [];
  const ended = { ...RUN, id: 4, state: 'done' as const, endedAtMs: NOON_MS };
  const one = (id: number) => [RUN, ended].find((run) => run.id === id) ?? null;
  const runs: ReanalysisRuns = {
    begin: async (run) => {
      asked.push(run);
      return RUN;
    },
    list: () => [ended, RUN],
    one,
    order: (id, order) => {
      asked.push(`${order} ${id}`);
      return one(id);
    },
    changes: (id, { limit }) =>
      one(id) &&
      Array.from({ length: limit }, (_, index) => ({
        eventId: `e${index}`,
        cameraId,
        startedAtMs: NOON_MS,
        before: { shapes: [{ shape: 'dog', count: 2 }], people: ['Anna'], strangers: 0, objects: ['Our car'] },
        after: {
          shapes: [
            { shape: 'dog', count: 1 },
            { shape: 'cat', count: 1 },
          ],
          people: [],
          strangers: 1,
          objects: ['Our car'],
        },
      })),
    remove: (id) => one(id) !== null,
  };
  const profileId = stores.config.read().analytics_profiles[0]?.id;
  return {
    asked,
    cameraId,
    profileId,
    ...(await serve(context, reanalysisRunRoutes(stores.config, runs, modelsHere('yolox_nano_640x640')))),
  };
}

describe('analysing a lot again over REST', () => {
  test('takes a span, a camera and a profile, each by what it is called, or none of them', async (context) => {
    const { send, asked, cameraId, profileId } = await served(context);
    const begun = await send('POST', '/rest/reanalyses', {});
    assert.equal(begun.status, 201);
    assert.deepEqual(begun.body, {
      id: 3,
      state: 'running',
      from: '2026-11-22T12:00:00.000Z',
      to: null,
      camera: 1,
      analytics_profile: null,
      compare_only: true,
      model: 'yolox_nano_416x416',
      created_at: '2026-11-22T12:00:00.000Z',
      ended_at: null,
      files_total: 10,
      files_done: 4,
      files_failed: 1,
      files_skipped: 0,
      seconds_left: 7,
      events_compared: 2,
      events_changed: 1,
      shapes: [{ name: 'person', before: 1, after: 2 }],
      people: [{ name: 'Anna', before: 1, after: 0 }],
      strangers: [{ name: 'unknown', before: 0, after: 1 }],
      objects: [{ name: 'Our car', before: 1, after: 1 }],
    });
    const day = { from: '2026-11-22', to: '2026-11-22' };
    await send('POST', '/rest/reanalyses/', {
      ...day,
      camera: 'front door',
      analytics_profile: 'default',
      compare_only: true,
    });
    await send('POST', '/rest/reanalyses', {
      camera: cameraId,
      analytics_profile: profileId,
      model: 'yolox_nano_640x640',
    });
    const all = { fromMs: null, toMs: null, cameraId: null, profileId: null, modelId: null, compareOnly: false };
    assert.deepEqual(asked, [
      all,
      {
        fromMs: Date.UTC(2026, 10, 22),
        toMs: Date.UTC(2026, 10, 23) - 1,
        cameraId,
        profileId,
        modelId: null,
        compareOnly: true,
      },
      { ...all, cameraId, profileId, modelId: 'yolox_nano_640x640' },
    ]);
  });

  test('refuses what makes no sense, naming every bad field', async (context) => {
    const { send, asked } = await served(context);
    for (const [body, fields] of [
      [{ camera: 'Nowhere', analytics_profile: 'none', model: 'gone' }, ['analytics_profile', 'camera', 'model']],
      [{ from: '2026-11-23', to: '2026-11-22' }, ['to']],
      [{ from: 'yesterday', compare_only: 'yes', hurry: true }, ['compare_only', 'from', 'hurry']],
    ] as const) {
      const refused = await send('POST', '/rest/reanalyses', body);
      assert.deepEqual([refused.status, blamed(refused)], [400, fields]);
    }
    assert.deepEqual(asked, []);
  });

  test('says how far it is, and pauses, goes on, cancels and forgets', async (context) => {
    const { send, asked } = await served(context);
    assert.equal(((await send('GET', '/rest/reanalyses')).body as unknown[]).length, 2);
    assert.partialDeepStrictEqual((await send('GET', '/rest/reanalyses/3')).body, { id: 3, files_done: 4 });
    for (const order of ['pause', 'resume', 'cancel']) {
      assert.equal((await send('POST', `/rest/reanalyses/3/${order}`)).status, 200);
      assert.equal((await send('POST', `/rest/reanalyses/4/${order}`)).status, 409);
      assert.equal((await send('POST', `/rest/reanalyses/9/${order}`)).status, 404);
    }
    assert.deepEqual(asked.slice(0, 2), ['pause 3', 'pause 4']);
    assert.equal((await send('DELETE', '/rest/reanalyses/3')).status, 204);
    for (const path of ['/rest/reanalyses/9', '/rest/reanalyses/9/changes']) {
      assert.equal((await send('GET', path)).status, 404);
    }
    assert.equal((await send('DELETE', '/rest/reanalyses/9')).status, 404);
  });

  test('lists what differs, a page at a time', async (context) => {
    const { send, cameraId } = await served(context);
    const page = await send('GET', '/rest/reanalyses/3/changes?limit=2');
    assert.match(page.headers.get('link') ?? '', /offset=2.*rel="next"/);
    assert.deepEqual((page.body as unknown[])[0], {
      event: 'e0',
      url: '/rest/events/e0',
      camera: cameraId,
      started_at: '2026-11-22T12:00:00.000Z',
      before: { shapes: [{ shape: 'dog', count: 2 }], people: ['Anna'], strangers: 0, objects: ['Our car'] },
      after: {
        shapes: [
          { shape: 'dog', count: 1 },
          { shape: 'cat', count: 1 },
        ],
        people: [],
        strangers: 1,
        objects: ['Our car'],
      },
      gained: { shapes: [{ shape: 'cat', count: 1 }], people: [], strangers: 1, objects: [] },
      lost: { shapes: [{ shape: 'dog', count: 1 }], people: ['Anna'], strangers: 0, objects: [] },
    });
  });
});
