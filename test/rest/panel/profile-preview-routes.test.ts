import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { PreviewOutcome, PreviewPlan, ProfilePreview } from '../../../src/ports/profile-preview.ts';
import { profilePreviewRoutes } from '../../../src/rest/panel/profile-preview-routes.ts';
import { Stores } from '../../intake/stores.ts';
import { blamed, messageIn, serve } from '../rest-fixture.ts';

const PATH = '/panel/profile-preview';
const NOTHING: PreviewOutcome = {
  kind: 'seen',
  frame: { width: 640, height: 360 },
  tracks: [],
  everyNthFrame: 1,
  framesAnalysed: 1,
  elapsedMs: 7,
};

async function open(context: TestContext, run: ProfilePreview['run'] = async () => NOTHING) {
  const { config } = await Stores.open(context);
  const plans: PreviewPlan[] = [];
  const preview: ProfilePreview = {
    run(asset, plan, signal) {
      plans.push(plan);
      return run(asset, plan, signal);
    },
  };
  const { send, port } = await serve(context, profilePreviewRoutes(config, preview));
  return { config, plans, send, port };
}

test('a preview runs a profile as it would be, and keeps nothing', async (context) => {
  const { config, plans, send } = await open(context);
  const before = config.read();
  const changes = { confidence_level: 40, shape_rules: [{ shape: 'Person', min_height_pct: 8 }], shapes: [1] };
  const answer = await send('POST', PATH, { asset: 3, profile: 1, changes });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  assert.partialDeepStrictEqual(answer.body, { tracks: [], elapsedMs: 7 });
  const [plan] = plans;
  assert.equal(plan?.profileId, 1);
  const drafted = plan.config.analytics_profiles.find(({ id }) => id === 1);
  assert.partialDeepStrictEqual(drafted, { ...changes, name: 'Default', shape_rules: [{ shape: 'person' }] });
  assert.equal(config.read(), before, 'the configuration is the one before');
});

test('a preview needs no name of a new profile, and without changes is as things are', async (context) => {
  const { config, plans, send } = await open(context);
  assert.equal(
    (await send('POST', PATH, { asset: 3, profile: null, changes: { shapes: [17], name: '' } })).status,
    200,
  );
  assert.equal((await send('POST', PATH, { asset: 3 })).status, 200);
  const [fresh, now] = plans;
  assert.ok(fresh?.config.analytics_profiles.some(({ id, shapes }) => id === fresh.profileId && shapes[0] === 17));
  assert.deepEqual(now, { config: config.read(), profileId: null });
});

test('a preview names what is wrong with the profile, by field', async (context) => {
  const { plans, send } = await open(context);
  const cases: [body: object, status: number, fields: string[]][] = [
    [{}, 400, ['asset']],
    [{ asset: 1, profile: 99, changes: {} }, 400, ['profile']],
    [{ asset: 1, profile: 1, changes: { confidence_level: 0, what: 1 } }, 400, ['confidence_level', 'what']],
    [{ asset: 1, profile: 1, changes: { face_recognition: true, shapes: [] } }, 400, ['face_recognition']],
    [
      { asset: 1, profile: 1, changes: { shape_rules: [{ shape: 'cat', min_height_pct: 9, max_height_pct: 9 }] } },
      400,
      ['shape_rules'],
    ],
  ];
  for (const [body, status, fields] of cases) {
    const answer = await send('POST', PATH, body);
    assert.equal(answer.status, status, JSON.stringify(answer.body));
    assert.deepEqual(blamed(answer), fields);
  }
  assert.equal(plans.length, 0);
});

test('a preview says what to do when it cannot be had', async (context) => {
  const outcomes: PreviewOutcome[] = [{ kind: 'no asset' }, { kind: 'busy' }];
  const { send } = await open(context, async () => outcomes.shift() ?? NOTHING);
  assert.deepEqual(blamed(await send('POST', PATH, { asset: 1 })), ['asset']);
  const busy = await send('POST', PATH, { asset: 1 });
  assert.equal(busy.status, 503);
  assert.match(messageIn(busy)['preview'] ?? '', /try again/);
});

test('a preview ends when its browser has gone', async (context) => {
  const began = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  const { port } = await open(context, (_asset, _plan, signal) => {
    began.resolve();
    return new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => {
        ended.resolve();
        reject(signal.reason);
      }),
    );
  });
  const leaving = new AbortController();
  const asked = fetch(`http://127.0.0.1:${port}${PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"asset": 1}',
    signal: leaving.signal,
  });
  await began.promise;
  leaving.abort();
  await assert.rejects(asked);
  await ended.promise;
});
