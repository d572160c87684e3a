import assert from 'node:assert/strict';
import { test } from 'node:test';
import { House } from '../../end-to-end/house.ts';
import { FakeReolinkCamera } from '../../fakes/reolink-camera.ts';
import { mediaFixture } from '../../support/media-fixtures.ts';

test('one REST call takes a camera from its factory settings to a received and analysed clip', async (context) => {
  const house = await House.open(context);
  const camera = await FakeReolinkCamera.start();
  context.after(() => camera.stop());
  const response = await house.post('backEnd', '/rest/cameras/', {
    name: 'Front Door',
    brand: 'RLC-410',
    host: camera.host,
    user: 'admin',
    password: 'secret',
    timezone: 'America/New_York',
  });
  assert.equal(response.status, 201, await response.clone().text());
  const { id } = (await response.json()) as { id: number };
  await house.addOn.line(/The camera is set up/);
  assert.equal(camera.openSessions, 0);

  assert.equal(await camera.sendWebhook('TEST'), 200);
  assert.deepEqual(await house.events(), []);
  assert.equal(await camera.sendWebhook('PEOPLE'), 200);
  const movedAtMs = Date.now() - 3000;
  assert.equal(camera.commands.ftp['onlyFtps'], 1, 'over TLS');
  // The camera has a login of its own, and with it a folder of its own.
  const picture = `Front Door/${await camera.sendMotion(await mediaFixture('picture'), 'jpg', movedAtMs)}`;
  const clip = `Front Door/${await camera.sendMotion(await mediaFixture('h264'), 'mp4', movedAtMs)}`;
  assert.match(clip, /^Front Door\/\d{4}\/\d\d\/\d\d\/Front Door_00_\d{14}\.mp4$/);
  await house.analysed(clip);
  const events = await house.settled([picture, clip]);
  assert.deepEqual(
    events.map((event) => [event.camera, event.assets.map(({ state }) => state)]),
    [[id, ['analysed', 'analysed']]],
    'both and the webhook before them, as one event, and the FTP test as none',
  );
  assert.ok(events[0]?.tracks.some(({ shape }) => shape === 'person'));

  const [recording] = await house.get<Record<string, unknown>[]>('/rest/recordings/');
  const startedAtMs = Date.parse(String(recording?.['recording_date_time']));
  assert.ok(
    Math.abs(startedAtMs - movedAtMs) < 1000,
    'the clock that the camera was given is the one its names are read by',
  );
  await assertAnswers(house, { id, clip, recording });
});

async function assertAnswers(
  house: House,
  { id, clip, recording }: { id: number; clip: string; recording: Record<string, unknown> | undefined },
): Promise<void> {
  const webhook = await house.get<Record<string, unknown>>(`/rest/cameras/${id}/webhook`);
  assert.equal(webhook['last_type'], 'people');
  const setup = await house.get<Record<string, unknown>>(`/rest/cameras/${id}/setup/`);
  assert.equal(setup['state'], 'OK');
  const listeners = await house.get<{ callback_type: string }[]>('/rest/camera_listeners/');
  assert.deepEqual(
    listeners.map(({ callback_type: type }) => type),
    ['config', 'ftp'],
  );
  const row = await house.get<Record<string, unknown>>(`/rest/cameras/${id}/`);
  assert.equal(row['state'], 'OK');
  assert.equal(row['live_url_hd'], 'rtsp://127.0.0.1:554//h264Preview_01_main');
  assert.equal(JSON.stringify(row).includes('secret'), false, 'the password is not read back');
  assert.equal(row['ftp_user'], `camera${id}`);
  assert.equal('ftp_password' in row, false);
  const response = await fetch(house.addOn.url('camera', '/camera/api/v1.0/newrecording'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ file: `/${clip}` }),
  });
  assert.equal(response.status, 201);
  const answer: unknown = await response.json();
  assert.deepEqual([Object(answer).camera_name, Object(answer).id], ['Front Door', recording?.['id']]);
}
