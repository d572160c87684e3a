import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { reolink } from '../../../src/cameras/reolink.ts';
import { ReolinkSetup } from '../../../src/cameras/reolink-api/reolink-setup.ts';
import { cameraServiceRoutes } from '../../../src/rest/camera-service-routes.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { House } from '../../end-to-end/house.ts';
import { FakeReolinkCamera } from '../../fakes/reolink-camera.ts';
import { openIntake } from '../../intake/intake-fixture.ts';
import { serve } from '../../rest/rest-fixture.ts';
import { mediaFixture } from '../../support/media-fixtures.ts';
import { silentLogger } from '../../support/test-logger.ts';

/** The add-on's own port for Reolink cameras, or, from an add-on without one, the same routes before its FTP server. */
async function servicePort(context: TestContext, house: House): Promise<{ port: number; own: boolean }> {
  const ports: Readonly<Record<string, number>> = house.addOn.ports;
  const port = ports['camera'];
  if (port !== undefined) return { port, own: true };
  const { ftp_user: ftpUser, ftp_password: ftpPassword } = await house.addOn.credentials();
  const { stores, intake } = await openIntake(context);
  const logger = silentLogger();
  const target = { ftpHost: null, ftpPort: house.addOn.ports.ftp, ftpUser, ftpPassword };
  const setup = new ReolinkSetup({ ...target, allowLoopback: true, logger, clock: systemClock });
  const { config, history, media } = stores;
  const receive: Parameters<typeof cameraServiceRoutes>[0]['receive'] = (upload) => intake.receiveFound(upload);
  const routes = cameraServiceRoutes({ config, history, media, brand: reolink, setup, receive, clock: systemClock });
  return { port: (await serve(context, routes)).port, own: false };
}

test('one REST call takes a camera from its factory settings to a received and analysed clip', {
  timeout: 120_000,
}, async (context) => {
  const house = await House.open(context);
  const { id } = await house.addCamera('Front Door');
  await setTimezone(house, id, 'America/New_York');
  const camera = await FakeReolinkCamera.start();
  context.after(() => camera.stop());
  const service = await servicePort(context, house);

  const response = await fetch(`http://127.0.0.1:${service.port}/camera/api/v1.0/reoconfig`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Front Door',
      brand: 'Reolink',
      host: camera.host,
      user: 'admin',
      password: 'secret',
      timezone: 'America/New_York',
    }),
  });
  assert.equal(response.status, 201, await response.clone().text());
  assert.equal(camera.openSessions, 0);

  const movedAtMs = Date.now() - 5000;
  const picture = await camera.sendMotion(await mediaFixture('picture'), 'jpg', movedAtMs);
  const clip = await camera.sendMotion(await mediaFixture('h264'), 'mp4', movedAtMs);
  assert.match(clip, /^\d{4}\/\d\d\/\d\d\/Front Door_00_\d{14}\.mp4$/);
  await house.analysed(clip);
  const events = await house.settled([picture, clip]);
  assert.deepEqual(
    events.map((event) => [event.camera, event.assets.map(({ state }) => state)]),
    [[id, ['analysed', 'analysed']]],
    'both, as one event, and the FTP test as none',
  );
  assert.ok(events[0]?.tracks.some(({ shape }) => shape === 'person'));

  const [recording] = await house.get<Record<string, unknown>[]>('/rest/recordings/');
  const startedAtMs = Date.parse(String(recording?.['recording_date_time']));
  assert.ok(
    Math.abs(startedAtMs - movedAtMs) < 1000,
    'the clock that the camera was given is the one its names are read by',
  );
  if (service.own) await assertOwnAnswers(house, service.port, { id, clip, recording });
});

async function assertOwnAnswers(
  house: House,
  port: number,
  { id, clip, recording }: { id: number; clip: string; recording: Record<string, unknown> | undefined },
): Promise<void> {
  const row = await house.get<Record<string, unknown>>(`/rest/cameras/${id}/`);
  assert.equal(row['state'], 'OK');
  assert.equal(row['live_url_hd'], 'rtsp://127.0.0.1:554//h264Preview_01_main');
  assert.equal(JSON.stringify(row).includes('secret'), false, 'the password is not read back');
  const response = await fetch(`http://127.0.0.1:${port}/camera/api/v1.0/newrecording`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ file: `/${clip}` }),
  });
  assert.equal(response.status, 201);
  const answer: unknown = await response.json();
  assert.deepEqual([Object(answer).camera_name, Object(answer).id], ['Front Door', recording?.['id']]);
}

async function setTimezone(house: House, id: number, timezone: string): Promise<void> {
  const response = await fetch(house.addOn.url('backEnd', `/rest/cameras/${id}/`), {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ timezone }),
  });
  assert.equal(response.status, 200, await response.clone().text());
}
