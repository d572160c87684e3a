import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { CameraSetups } from '../../src/cameras/configured-cameras.ts';
import { ReolinkSetup } from '../../src/cameras/reolink-api/reolink-setup.ts';
import { CameraSetupReports } from '../../src/cameras/setup-reports.ts';
import { cameraTrialRoutes } from '../../src/rest/camera-trial-routes.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { FakeReolinkCamera, type FakeReolinkOptions } from '../fakes/reolink-camera.ts';
import { Stores } from '../intake/stores.ts';
import { blamed, messageIn, serve } from './rest-fixture.ts';

async function open(context: TestContext, options: FakeReolinkOptions = {}) {
  const camera = await FakeReolinkCamera.start(options);
  context.after(() => camera.stop());
  const stores = await Stores.open(context);
  const { config, clock, logger } = stores;
  const setup = new ReolinkSetup({
    ftpHost: null,
    ftpPort: 21,
    ftpLogin: () => Promise.reject(new Error('nobody is set up here')),
    allowLoopback: true,
    logger,
    clock: systemClock,
  });
  const reports = new CameraSetupReports(config, clock);
  const setups = new Map([['reolink', setup]]);
  const cameras = new CameraSetups({ config, setups, reports, callbacks: [], clock, logger });
  const { send } = await serve(context, cameraTrialRoutes(config, cameras));
  const typeId = (name: string) => config.read().camera_types.find((type) => type.name === name)?.id ?? 0;
  const attempt = (changes: object = {}) =>
    send('POST', '/rest/try_camera', {
      brand: typeId('RLC-410'),
      host: camera.host,
      user: 'admin',
      password: 'secret',
      ...changes,
    });
  return { camera, config, stores, attempt, typeId };
}

test('a camera is tried before it is added: it says what it is, and nothing is changed or kept', async (context) => {
  const { camera, config, attempt } = await open(context);
  camera.commands.rtspEnable = 0;
  const before = JSON.stringify(config.read());
  const { status, body } = await attempt();
  assert.equal(status, 200, JSON.stringify(body));
  assert.partialDeepStrictEqual(body, { model: 'RLC-810A', firmware: 'v3.1.0.2368' });
  assert.match(JSON.stringify(body), /need RTSP/);
  assert.equal(JSON.stringify(config.read()), before);
  assert.equal(camera.openSessions, 0, 'it is logged out');
  assert.deepEqual(
    camera.received.filter((command) => command.startsWith('Set') || command === 'TestFtp'),
    [],
  );
});

test('what fails is said in words at the field that is to blame', async (context) => {
  const { attempt, typeId } = await open(context);
  const wrong = await attempt({ password: 'wrong' });
  assert.deepEqual([wrong.status, blamed(wrong)], [400, ['password']]);
  assert.match(messageIn(wrong)['password'] ?? '', /refuses this user and password/);
  assert.deepEqual(blamed(await attempt({ host: 'http://camera/' })), ['host']);
  assert.deepEqual(blamed(await attempt({ brand: typeId('Generic') })), ['brand']);
  assert.deepEqual(blamed(await attempt({ brand: 99 })), ['brand']);
  assert.deepEqual(blamed(await attempt({ user: '', colour: 'red' })), ['colour', 'user']);
});

test('a camera that cannot upload over FTP says so', async (context) => {
  const { attempt } = await open(context, { firmware: 'without FTP' });
  const refused = await attempt();
  assert.deepEqual([refused.status, blamed(refused)], [400, ['ftp']]);
});

test('the password that is kept goes to the host where it went before, and nowhere else', async (context) => {
  const { camera, stores, attempt } = await open(context);
  const id = await stores.addCamera('Front', { host: camera.host, user: 'admin', password: 'secret' });
  assert.equal((await attempt({ password: undefined, id })).status, 200);
  assert.deepEqual(blamed(await attempt({ password: undefined, id, user: 'other' })), ['password']);
  assert.deepEqual(blamed(await attempt({ password: undefined, id, host: '192.168.1.99' })), ['password']);
  assert.deepEqual(blamed(await attempt({ password: undefined })), ['password']);
});
