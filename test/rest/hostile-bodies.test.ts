import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { reolink } from '../../src/cameras/reolink.ts';
import { failure } from '../../src/cameras/reolink-api/failures.ts';
import { ReolinkSetup } from '../../src/cameras/reolink-api/reolink-setup.ts';
import { CameraSetupReports } from '../../src/cameras/setup-reports.ts';
import type { CameraSetup } from '../../src/ports/camera-setup.ts';
import { cameraServiceRoutes } from '../../src/rest/camera-service-routes.ts';
import { ftpLoginRoutes } from '../../src/rest/ftp-login-routes.ts';
import { motionRoutes } from '../../src/rest/motion-routes.ts';
import { WebhookCalls } from '../../src/rest/webhook-calls.ts';
import { beforeGuard, webhookRoutes } from '../../src/rest/webhook-routes.ts';
import { WebhookPaths } from '../../src/runtime/webhook-paths.ts';
import { FakeReolinkCamera } from '../fakes/reolink-camera.ts';
import { openIntake } from '../intake/intake-fixture.ts';
import type { Stores } from '../intake/stores.ts';
import { heapBytes } from '../support/heap-bytes.ts';
import { TEST_SECRETS } from '../support/test-secrets.ts';
import { type HostileRequest, hostileRequests } from './hostile-requests.ts';
import { backEnd, OPEN_GUARD, serve } from './rest-fixture.ts';

/**
 * `CONCIERGE_FUZZ_RUNS=10000 node --test test/rest/hostile-bodies.test.ts` is the whole of it; the suite takes a few
 * hundred. The seed of a run that fails is in its message: `CONCIERGE_FUZZ_SEED` repeats it.
 */
const RUNS = Number(process.env['CONCIERGE_FUZZ_RUNS'] ?? 400);
const SEED = process.env['CONCIERGE_FUZZ_SEED'];
/** Of the heap, from the first quarter to the end: rows that were taken are kept, and so is what they are written with. */
const ALLOWED_GROWTH_BYTES = 24 * 1024 * 1024;
const ALLOWED_HANDLES = 20;

async function open(context: TestContext) {
  const { stores, intake } = await openIntake(context);
  const { config, history, recordings, media, clock } = stores;
  await stores.addCamera('Garden');
  await config.change((draft) => {
    draft.camera_listeners.push({ id: 1, url: 'http://nodered.lan/', callback_type: 'ftp', description: '' });
  });
  const camera = await FakeReolinkCamera.start({ maxSessions: 3 });
  context.after(() => camera.stop());
  camera.commands.ftpTest = 'always works';
  const setup = setupOf(camera, stores);
  const reports = new CameraSetupReports(config, clock);
  const receive: Parameters<typeof cameraServiceRoutes>[0]['receive'] = (upload) => intake.receiveFound(upload);
  const paths = new WebhookPaths(TEST_SECRETS);
  const webhooks = webhookRoutes({ config, receiver: intake, paths, calls: new WebhookCalls(clock), clock });
  const login = { config, cameras: { begin: () => false }, ftpPort: 21, addressForCamera: () => null };
  const routes = [
    motionRoutes(intake),
    cameraServiceRoutes({ config, history, recordings, media, brand: reolink, setup, reports, receive, clock }),
    ftpLoginRoutes(login),
    ...backEnd(stores),
  ];
  const { port } = await serve(context, routes, { guard: beforeGuard(webhooks.router, OPEN_GUARD) });
  const webhook = paths.pathOf({ id: 1, uuid: config.read().cameras[0]?.uuid ?? '' });
  return { stores, port, webhook, camera };
}

/** The real one for the camera that there is; no test looks for others in the network. */
function setupOf(camera: FakeReolinkCamera, { clock, logger }: Stores): CameraSetup {
  const ftpLogin = async () => ({ user: 'front', password: 'very-secret' });
  const real = new ReolinkSetup({ ftpHost: null, ftpPort: 21, ftpLogin, allowLoopback: true, logger, clock });
  const elsewhere = failure('unreachable', '192.0.2.1');
  return {
    configure: async (request, signal) => (request.host === camera.host ? real.configure(request, signal) : elsewhere),
    tryOut: async () => elsewhere,
    snapshot: async () => elsewhere,
  };
}

test(`${RUNS} hostile bodies crash nothing, leak nothing, and every answer is one of ours`, {
  timeout: 1_200_000,
}, async (context) => {
  const { stores, port, webhook, camera } = await open(context);
  const statuses = new Map<number, number>();
  let asked = 0;
  let before = heapBytes();
  let handles = await openHandles();
  const run = fc.asyncProperty(hostileRequests(webhook, camera.host), async ({ method, path, contentType, text }) => {
    const url = `http://127.0.0.1:${port}${path}`;
    const response = await fetch(url, { method, body: text, headers: { 'content-type': contentType } });
    const answer = await response.text();
    assert.ok(response.status < 500, `${method} ${path} ${text.slice(0, 300)}: ${answer}`);
    if (response.status >= 400) assert.match(answer, /^\{"message":\{/);
    assert.doesNotMatch(answer, /node_modules|at Object\.|\.ts:\d+/);
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    if (++asked !== Math.ceil(RUNS / 4)) return;
    before = heapBytes();
    handles = await openHandles();
  });
  const whole: [HostileRequest] = [
    {
      method: 'POST',
      path: '/camera/api/v1.0/reoconfig',
      contentType: 'application/json',
      text: JSON.stringify({ name: 'Garden', brand: 'Reolink', host: camera.host, user: 'admin', password: 'secret' }),
    },
  ];
  await fc.assert(run, { numRuns: RUNS, examples: [whole], ...(SEED !== undefined && { seed: Number(SEED) }) });
  assert.equal(camera.openSessions, 0);
  assert.ok(camera.received.includes('SetFtpV20'), 'some of them set the camera up');
  await stores.config.change(() => {});
  const after = heapBytes();
  const counts = [...statuses].toSorted().map(([status, count]) => `${count} x ${status}`);
  const rows = Object.values(stores.config.read()).flatMap((table) => (Array.isArray(table) ? table : [])).length;
  context.diagnostic(
    `${RUNS} bodies: ${counts.join(', ')}; ${rows} rows; heap: ${before} bytes after a quarter, ${after} at the end`,
  );
  assert.ok(after - before < ALLOWED_GROWTH_BYTES, `the heap grew from ${before} to ${after} bytes`);
  assert.ok((await openHandles()) - handles < ALLOWED_HANDLES, 'files and connections are closed again');
});

async function openHandles(): Promise<number> {
  return (await readdir('/proc/self/fd')).length;
}
