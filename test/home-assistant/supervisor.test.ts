import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { CoreClient } from '../../script/home-assistant-rig/core-client.ts';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { withHomeAssistant } from './given-rig.ts';
import { RealHouse } from './real-house.ts';

const AFTER_EXIT = join(import.meta.dirname, '../../rootfs/usr/libexec/concierge/after-exit');

withHomeAssistant('through Supervisor', (rig) => {
  test('a camera shows what it uploads, before and after the core restarts', async (context) => {
    const house = await RealHouse.open(context, rig(), { supervised: true });
    const supervisor = house.supervisor ?? assert.fail('it is there');
    await house.addCamera('Lobby');
    await house.upload(await mediaFixture('picture'), `/Lobby_00_${stampAgo(10)}.jpg`);
    const seen = {
      'binary_sensor.lobby_person': 'on',
      'sensor.lobby_last_shape': 'person',
      'switch.lobby_analytics': 'on',
    };
    await house.view.shows(seen);
    await house.view.until(() => house.view.fired('concierge_detection').length === 1);

    await house.view.client.call('switch', 'turn_off', {}, 'switch.lobby_analytics');
    await house.view.shows({ 'switch.lobby_analytics': 'off' });
    await house.view.client.call('switch', 'turn_on', {}, 'switch.lobby_analytics');
    // A command that is under way goes down with the core.
    await house.view.shows({ 'switch.lobby_analytics': 'on' });

    await house.restartCore(async () => {
      // Tried again while there is no core, which Supervisor answers for it.
      await house.addOn.line(/cannot reach Home Assistant.*502/);
    });
    await house.view.shows(seen);
    assert.ok(supervisor.badGateways > 0);
    assert.equal(house.view.fired('concierge_detection').length, 0, 'nothing is told twice');
    assert.deepEqual(supervisor.denied, [], 'the add-on asks for nothing that is not for it');
  });

  test('a token that is no longer good is said, and the new one is taken after a restart', async (context) => {
    const house = await RealHouse.open(context, rig(), { supervised: true });
    const supervisor = house.supervisor ?? assert.fail('it is there');
    await house.addCamera('Cellar');
    supervisor.token = 'the one after the update';
    house.relay.cut();
    await house.addOn.line(/Home Assistant refuses the token/);
    await house.addOn.stop();
    await house.startAddOn();
    await house.view.shows({ 'switch.cellar_analytics': 'on', 'binary_sensor.concierge_connection': 'on' });
  });

  test('killed, its epitaph reaches the core through the proxy', async (context) => {
    const house = await RealHouse.open(context, rig(), { supervised: true });
    const supervisor = house.supervisor ?? assert.fail('it is there');
    await house.addCamera('Tower');
    await house.view.shows({ 'switch.tower_analytics': 'on' });
    await house.addOn.kill();
    const script = spawn(AFTER_EXIT, ['256', '9', `${supervisor.url}/core/api`], {
      env: { PATH: process.env['PATH'], SUPERVISOR_TOKEN: supervisor.token },
      stdio: 'ignore',
    });
    await once(script, 'exit');
    await house.view.shows({ 'switch.tower_analytics': 'unavailable', 'binary_sensor.concierge_connection': 'off' });
  });

  test('what is Supervisor’s own is denied, and the rest of the connection goes on', async (context) => {
    const house = await RealHouse.open(context, rig(), { supervised: true });
    const supervisor = house.supervisor ?? assert.fail('it is there');
    const client = await CoreClient.connect(supervisor.url, supervisor.token, '/core/websocket');
    context.after(() => client.close());
    for (const type of ['supervisor/api', 'hassio/update/addon']) {
      await assert.rejects(client.ask({ type, endpoint: '/addons', method: 'get' }), /unauthorized/);
    }
    assert.deepEqual(Object(await client.ask({ type: 'auth/current_user' })).is_admin, true);
    await assert.rejects(CoreClient.connect(supervisor.url, rig().token, '/core/websocket'), /Invalid access/);
  });

  test('the web UI comes through ingress to who has a session, and to nobody else', async (context) => {
    const house = await RealHouse.open(context, rig(), { supervised: true });
    const { url, ingress } = house.supervisor ?? assert.fail('it is there');
    const session = { Cookie: `ingress_session=${ingress?.session}` };
    const page = `${url}/api/hassio_ingress/${ingress?.token}/`;
    const shown = await fetch(page, { headers: session });
    assert.equal(shown.status, 200);
    assert.match(await shown.text(), /Concierge/);
    // Not before it has found Home Assistant.
    await house.view.until(async () => (await fetch(`${page}health`, { headers: session })).status === 200);
    assert.equal((await fetch(page)).status, 401);
    assert.equal((await fetch(`${url}/api/hassio_ingress/another/`, { headers: session })).status, 503);
  });
});
