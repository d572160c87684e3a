import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { Router } from 'express';
import { CameraSetupReports } from '../../src/cameras/setup-reports.ts';
import type { accessGuard } from '../../src/rest/access-guard.ts';
import { cameraRoutes } from '../../src/rest/camera-routes.ts';
import { statisticsRoutes } from '../../src/rest/statistics-routes.ts';
import { WebhookCalls } from '../../src/rest/webhook-calls.ts';
import { beforeGuard, webhookRoutes } from '../../src/rest/webhook-routes.ts';
import { WebhookPaths } from '../../src/runtime/webhook-paths.ts';
import { StatisticsTable } from '../../src/store/statistics-table.ts';
import { openIntake } from '../intake/intake-fixture.ts';
import { Stores } from '../intake/stores.ts';
import { analysis, PICTURE, track } from '../store/history-fixture.ts';
import { TEST_SECRETS } from '../support/test-secrets.ts';
import { serve } from './rest-fixture.ts';

async function open(context: TestContext) {
  const { stores, intake, sink, verdicts } = await openIntake(context);
  const { config, clock, logger } = stores;
  const id = await stores.addCamera('Front Door');
  const paths = new WebhookPaths(TEST_SECRETS);
  const calls = new WebhookCalls(clock);
  const uuid = config.read().cameras[0]?.uuid ?? '';
  const path = paths.pathOf({ id, uuid });
  // Nobody comes past this guard.
  const guard: ReturnType<typeof accessGuard> = (_request, response) => void response.status(401).end();
  const routes = webhookRoutes({ config, receiver: intake, paths, calls, clock });
  const { send, port } = await serve(context, Router(), { guard: beforeGuard(routes.router, guard), logger });
  return { verdicts, stores, sink, intake, calls, id, path, send, port };
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

test('what a camera says by itself is compared with what is found, once that is known', async (context) => {
  const { stores, intake, verdicts, path, send } = await open(context);
  const { clock, history, queue } = stores;
  const span = { fromMs: clock.nowMs() - 1000, toMs: clock.nowMs() + 20 * 3_600_000 };
  const visit = async (type: string | null, shapes: readonly string[] | null) => {
    if (type !== null) await send('POST', path, { alarm: { type } });
    const stamp = new Date(clock.nowMs())
      .toISOString()
      .replaceAll(/[^0-9]/g, '')
      .slice(0, 14);
    const file = `Front Door_00_${stamp}.jpg`;
    await stores.put(file);
    await intake.receive({ file, sizeBytes: 10, receivedAtMs: clock.nowMs() });
    const job = shapes && queue.lease('still', 1000);
    if (job)
      history.completeAnalysis(
        job.id,
        analysis(
          job.assetId,
          shapes.map((shape) => track(shape)),
          PICTURE,
        ),
      );
    clock.advance(3_600_000);
  };
  await visit(null, ['dog']);
  assert.deepEqual(verdicts.compare(span), [], 'of a camera that says nothing nothing is known');
  await visit('PEOPLE', ['person']);
  await visit('PEOPLE', ['dog']);
  await visit('VEHICLE', []);
  await visit('MD', ['truck', 'car']);
  await visit('DOG_CAT', null);
  assert.deepEqual(
    verdicts.compare(span).map(({ verdict, both, cameraOnly, oursOnly }) => [verdict, both, cameraOnly, oursOnly]),
    [
      ['animal', 0, 0, 2],
      ['person', 1, 1, 0],
      ['vehicle', 0, 1, 1],
    ],
  );
  const routes = statisticsRoutes(new StatisticsTable(stores.database), verdicts, stores.config, clock);
  const served = await serve(context, routes);
  const answer = await served.send('GET', `/rest/statistics/camera_verdicts?to=${span.toMs / 1000}`);
  assert.deepEqual((answer.body as unknown[])[1], {
    camera: 1,
    camera_name: 'Front Door',
    verdict: 'person',
    both: 1,
    camera_only: 1,
    ours_only: 0,
  });
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

describe('the address that a camera is to call', () => {
  const cases: [string, string | null, string][] = [
    ['is at this machine as the camera sees it', '10.20.0.10', 'http://10.20.0.10:5104'],
    ['has IPv6 in brackets', 'fd00::10', 'http://[fd00::10]:5104'],
    ['is where the caller reached us while that is not known', null, 'http://127.0.0.1:5104'],
  ];
  for (const [words, address, expected] of cases) {
    test(words, async (context) => {
      const stores = await Stores.open(context);
      const { config, clock } = stores;
      const id = await stores.addCamera('Front', { host: '10.20.3.4' });
      const asked: string[] = [];
      const addressForCamera = (host: string) => {
        asked.push(host);
        return address;
      };
      const none = { setUp: async () => null, begin: () => false, snapshot: async () => null };
      const reports = new CameraSetupReports(config, clock);
      const webhooks = new WebhookPaths(TEST_SECRETS);
      const calls = new WebhookCalls(clock);
      const parts = { config, cameras: none, reports, webhooks, calls, webhookPort: 5104, addressForCamera };
      const { send } = await serve(context, cameraRoutes(parts));
      const { url } = Object((await send('GET', `/rest/cameras/${id}/webhook`)).body);
      assert.ok(url.startsWith(`${expected}/webhook/${id}/`), url);
      assert.deepEqual(asked, ['10.20.3.4']);
    });
  }
});
