import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FakeReolinkCamera } from '../../fakes/reolink-camera.ts';
import { startFtp } from '../../ftp/support/ftp-bench.ts';
import { openIntake } from '../../intake/intake-fixture.ts';
import { blamed, messageIn, serve } from '../../rest/rest-fixture.ts';
import { reolinkServices } from './services-bench.ts';

const ROOT = '/camera/api/v1.0';
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

async function open(context: import('node:test').TestContext, { allowLoopback = true } = {}) {
  const camera = await FakeReolinkCamera.start({ picture: JPEG });
  context.after(() => camera.stop());
  const ftp = await startFtp(context);
  const { stores, intake, sink } = await openIntake(context);
  const { logger } = stores;
  const routes = reolinkServices({ stores, intake }, { ftpPort: ftp.port, allowLoopback });
  const { send } = await serve(context, routes, { logger });
  const body = {
    name: 'Front Door',
    brand: 'Reolink',
    host: camera.host,
    user: 'admin',
    password: 'secret',
    timezone: 'Europe/Amsterdam',
  };
  const row = (name: string) => stores.config.read().cameras.find((candidate) => candidate.name === name);
  return { camera, ftp, stores, sink, send, body, row };
}

describe('POST reoconfig', () => {
  test('sets a Reolink camera up, answers its addresses, and its row has them without the password', async (context) => {
    const { stores, send, body, row } = await open(context);
    await stores.addCamera('Front Door', { state: 'NOK' });
    const { status, body: answer } = await send('POST', `${ROOT}/reoconfig`, body);
    assert.equal(status, 201, JSON.stringify(answer));
    const urls = Object.entries(Object(answer)).map(([field, url]) => [field, String(url)] as const);
    assert.deepEqual(urls.map(([field]) => field).toSorted(), ['live_url_hd', 'live_url_sd', 'snapshot_url']);
    for (const [field, url] of urls) assert.match(url, /secret/, field);

    const kept = row('Front Door');
    assert.deepEqual(
      [kept?.state, kept?.live_url_hd, kept?.live_url_sd, kept?.snapshot_url],
      [
        'OK',
        'rtsp://127.0.0.1:554//h264Preview_01_main',
        'rtsp://127.0.0.1:554//h264Preview_01_sub',
        `http://${body.host}/cgi-bin/api.cgi?cmd=Snap&channel=0`,
      ],
    );
    const report = await send('GET', `${ROOT}/setup_report/Front%20Door`);
    assert.equal(Object(report.body).state, 'OK');
    assert.deepEqual(Object(report.body).warnings, []);
  });

  test('again changes nothing in the configuration', async (context) => {
    const { stores, send, body } = await open(context);
    await stores.addCamera('Front Door');
    await send('POST', `${ROOT}/reoconfig`, body);
    let changes = 0;
    stores.config.onChange(() => changes++);
    assert.equal((await send('POST', `${ROOT}/reoconfig`, body)).status, 201);
    assert.equal(changes, 0);
  });

  test('a camera that is not configured is set up all the same', async (context) => {
    const { camera, send, body } = await open(context);
    assert.equal((await send('POST', `${ROOT}/reoconfig`, body)).status, 201);
    assert.equal(camera.commands.name, 'Front Door');
    assert.equal((await send('GET', `${ROOT}/setup_report/Front%20Door`)).status, 404);
  });

  test('a wrong password answers 400, and the row is NOK with its addresses as they were', async (context) => {
    const { stores, send, body, row } = await open(context);
    await stores.addCamera('Front Door', { live_url_hd: 'rtsp://as-before/' });
    const answer = await send('POST', `${ROOT}/reoconfig`, { ...body, password: 'wrong' });
    assert.equal(answer.status, 400);
    assert.match(messageIn(answer)['password'] ?? '', /refuses this user and password/);
    assert.deepEqual([row('Front Door')?.state, row('Front Door')?.live_url_hd], ['NOK', 'rtsp://as-before/']);
    const report = await send('GET', `${ROOT}/setup_report/front_door`);
    assert.match(String(Object(report.body).reason), /refuses this user and password/);
  });

  test('without a password, the row’s own goes to the row’s own host alone', async (context) => {
    const { stores, send, body, camera } = await open(context);
    await stores.addCamera('Front Door', { host: body.host, user: 'admin', password: 'secret' });
    const { password: _, ...rest } = body;
    assert.equal((await send('POST', `${ROOT}/reoconfig`, rest)).status, 201);
    camera.received.length = 0;
    const elsewhere = await send('POST', `${ROOT}/reoconfig`, { ...rest, host: '192.0.2.1' });
    assert.deepEqual(blamed(elsewhere), ['password']);
    assert.deepEqual(blamed(await send('POST', `${ROOT}/reoconfig`, { ...rest, user: 'other' })), ['password']);
    assert.deepEqual(camera.received, []);
  });

  for (const brand of ['Dahua', { name: 'DS-2CD', brand: { name: 'Hikvision' } }, { name: 'Foscam' }]) {
    test(`the brand ${JSON.stringify(brand)} is another: 201 {}, and nothing is done`, async (context) => {
      const { send, body, camera } = await open(context);
      const answer = await send('POST', `${ROOT}/reoconfig`, { ...body, brand });
      assert.deepEqual([answer.status, answer.body], [201, {}]);
      assert.deepEqual(camera.received, []);
    });
  }

  test('this machine is no camera, unless it is said to be', async (context) => {
    const { send, body, camera } = await open(context, { allowLoopback: false });
    for (const host of [camera.host, 'localhost', '169.254.169.254']) {
      assert.deepEqual(blamed(await send('POST', `${ROOT}/reoconfig`, { ...body, host })), ['host']);
    }
    assert.deepEqual(camera.received, []);
  });
});

describe('POST newrecording', () => {
  const CLIP = '2026/11/22/Front Door_00_20261122115500.mp4';
  const EPOCH = Date.UTC(2026, 10, 22, 11, 55) / 1000;

  test('a clip that is new becomes an asset and answers its recording; again, the same', async (context) => {
    const { stores, send, sink } = await open(context);
    await stores.addCamera('Front Door', { analytics_profile: 1 });
    await stores.put(CLIP);
    for (const file of [CLIP, `/${CLIP}`, `/root/${CLIP}`]) {
      const answer = await send('POST', `${ROOT}/newrecording`, { file });
      assert.equal(answer.status, 201);
      assert.deepEqual(answer.body, {
        camera_name: 'Front Door',
        type: 'mp4',
        analytics_profile: 1,
        epoch: EPOCH,
        id: stores.history.recordings({})[0]?.id,
      });
    }
    assert.equal(stores.history.recordings({}).length, 1);
    assert.equal(sink.motions.length, 1);
  });

  test('a picture has no recording', async (context) => {
    const { stores, send } = await open(context);
    await stores.addCamera('Front Door');
    const file = CLIP.replace('.mp4', '.jpg');
    await stores.put(file);
    const answer = await send('POST', `${ROOT}/newrecording`, { file });
    assert.deepEqual(answer.body, { camera_name: 'Front Door', type: 'jpg', analytics_profile: null, epoch: EPOCH });
  });

  test('what is not one of ours answers {}: unknown cameras, other makes, tests, other files', async (context) => {
    const { stores, send } = await open(context);
    const brand = await stores.config.change((draft) => {
      draft.camera_brands.push({ id: 90, name: 'Other', description: '' });
      return draft.camera_types.push({ id: 90, name: 'Other 1', description: '', brand: 90 }) && 90;
    });
    await stores.addCamera('Back', { brand });
    await stores.addCamera('Front Door');
    const files = [
      'Nobody_00_20261122115500.mp4',
      'Back_00_20261122115500.mp4',
      'camera_test1/test.jpg',
      'x/notes.txt',
    ];
    for (const file of files) {
      await stores.put(file);
      const answer = await send('POST', `${ROOT}/newrecording`, { file });
      assert.deepEqual([answer.status, answer.body], [201, {}], file);
    }
    assert.equal(stores.history.events({}).length, 0);
  });
});

describe('GET snapshot', () => {
  test('shows what the camera sees now, and says why it cannot', async (context) => {
    const { stores, send, body, camera } = await open(context);
    await stores.addCamera('Front Door', { host: body.host, user: 'admin', password: 'secret' });
    const picture = await send('GET', `${ROOT}/snapshot/Front%20Door.jpg`);
    assert.equal(picture.status, 200);
    assert.equal(picture.headers.get('content-type'), 'image/jpeg');
    assert.equal(picture.headers.get('cache-control'), 'no-store');
    assert.equal((await send('GET', `${ROOT}/snapshot/Nobody.jpg`)).status, 404);
    await camera.stop();
    const off = await send('GET', `${ROOT}/snapshot/Front%20Door.jpg`);
    assert.equal(off.status, 502);
    assert.match(messageIn(off)['host'] ?? '', /Server Settings/);
  });
});
