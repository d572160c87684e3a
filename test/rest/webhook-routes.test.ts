import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Router } from 'express';
import type { accessGuard } from '../../src/rest/access-guard.ts';
import { WebhookCalls } from '../../src/rest/webhook-calls.ts';
import { beforeGuard, webhookRoutes } from '../../src/rest/webhook-routes.ts';
import { WebhookPaths } from '../../src/runtime/webhook-paths.ts';
import { openIntake } from '../intake/intake-fixture.ts';
import { TEST_SECRETS } from '../support/test-secrets.ts';
import { serve } from './rest-fixture.ts';

async function open(context: TestContext) {
  const { stores, intake, sink } = await openIntake(context);
  const { config, clock, logger } = stores;
  const id = await stores.addCamera('Front Door');
  const paths = new WebhookPaths(TEST_SECRETS);
  const calls = new WebhookCalls(clock);
  const uuid = config.read().cameras[0]?.uuid ?? '';
  const path = paths.pathOf({ id, uuid });
  // Nobody comes past this guard.
  const guard: ReturnType<typeof accessGuard> = (_request, response) => void response.status(401).end();
  const routes = webhookRoutes({ config, receiver: intake, paths, calls, clock });
  const { send, port } = await serve(context, Router(), { guard: beforeGuard(routes, guard), logger });
  return { stores, sink, intake, calls, id, path, send, port };
}

test('a webhook is motion, on the same event as the upload that follows', async (context) => {
  const { stores, sink, intake, calls, id, path, send } = await open(context);
  const alarm = { alarmTime: '2026-11-22T12:00:00.000+0000', channel: 0, device: 'Front Door', type: 'PEOPLE' };
  const answer = await send('POST', path, { alarm });
  assert.equal(answer.status, 200);
  assert.equal(Object(answer.body).motion, true);
  assert.deepEqual(calls.last(id)?.kind, 'people');
  assert.equal(sink.motions.length, 1);
  stores.clock.advance(4000);
  const file = 'Front Door_00_20261122120001.jpg';
  await stores.put(file);
  await intake.receive({ file, sizeBytes: 10, receivedAtMs: stores.clock.nowMs() });
  const events = stores.history.events({});
  assert.deepEqual(
    events.map(({ id: eventId, assets }) => [eventId, assets.length]),
    [[Object(answer.body).event_id, 1]],
  );
});

test('cameras send what they like: any body is motion, and a test is none', async (context) => {
  const { sink, path, port, send } = await open(context);
  const url = `http://127.0.0.1:${port}${path}`;
  const bodies = ['', '{', '[]', 'null', '<xml/>', '{"alarm":7}', '{"alarm":{"type":{"x":1}}}', '\u0000'];
  for (const body of bodies) {
    const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'text/xml' } });
    assert.equal(response.status, 200, body);
  }
  assert.equal((await fetch(url)).status, 200);
  assert.equal(sink.motions.length, bodies.length + 1);
  assert.deepEqual((await send('POST', path, { alarm: { type: 'TEST' } })).body, { motion: false });
  assert.equal(sink.motions.length, bodies.length + 1);
});

test('without its secret there is no webhook, and the log does not show it', async (context) => {
  const { stores, sink, path, send } = await open(context);
  const secret = path.split('/').at(-1) ?? '';
  for (const wrong of [path.slice(0, -1), `${path}x`, path.replace('/1/', '/2/'), '/webhook/1/x', '/webhook/x/x']) {
    assert.equal((await send('POST', wrong, {})).status, 404, wrong);
  }
  assert.equal(sink.motions.length, 0);
  await send('POST', path, {});
  assert.ok(!stores.logLines().some((line) => line.includes(secret)));
});
