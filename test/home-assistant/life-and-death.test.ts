import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { withHomeAssistant } from './given-rig.ts';
import { RealHouse } from './real-house.ts';

/** When the broker goes before Home Assistant has told it of its own birth. */
const BIRTH_UNTOLD =
  /Task exception was never retrieved.*_async_resubscribe_and_publish_birth_message.*not currently connected/s;
/** Of the token that is revoked; it comes some seconds after the refusal. */
const TOKEN_REFUSED = /invalid authentication from localhost .* Requested URL: '\/api\/websocket'/;

withHomeAssistant(
  'life and death of the add-on',
  (rig) => {
    test('stopped, its entities are unavailable; started again, they are what they were', async (context) => {
      const house = await RealHouse.open(context, rig());
      await house.addCamera('Gate');
      await house.upload(await mediaFixture('picture'), `/Gate_00_${stampAgo(10)}.jpg`);
      const seen = { 'binary_sensor.gate_person': 'on', 'sensor.gate_person_count': '3' };
      await house.view.shows(seen);
      await house.view.until(() => house.view.fired('concierge_detection').length === 1);

      await house.addOn.stop();
      await house.view.shows({
        'binary_sensor.gate_person': 'unavailable',
        'switch.gate_analytics': 'unavailable',
        'image.gate_last_snapshot': 'unavailable',
        'binary_sensor.concierge_connection': 'off',
      });
      await house.startAddOn();
      await house.view.shows({ ...seen, 'binary_sensor.concierge_connection': 'on' });
      assert.equal(house.view.fired('concierge_detection').length, 1, 'nothing is told twice');
    });

    test('killed, its entities are unavailable once its epitaph is published, and come back', async (context) => {
      const house = await RealHouse.open(context, rig());
      await house.addCamera('Barn');
      await house.view.shows({ 'switch.barn_analytics': 'on' });
      await house.addOn.kill();
      // As rootfs/usr/libexec/concierge/after-exit does.
      await house.coreApi('/services/mqtt/publish', { topic: 'concierge/status', payload: 'offline', retain: true });
      await house.view.shows({ 'switch.barn_analytics': 'unavailable', 'binary_sensor.concierge_connection': 'off' });
      await house.startAddOn();
      await house.view.shows({ 'switch.barn_analytics': 'on', 'binary_sensor.concierge_connection': 'on' });
    });

    test('what a camera saw while Home Assistant restarted is told as soon as somebody listens, once', async (context) => {
      const house = await RealHouse.open(context, rig());
      await house.addCamera('Attic');
      await house.view.shows({ 'switch.attic_analytics': 'on' });
      await house.restartCore(async () => {
        const file = `Attic_00_${stampAgo(5)}.jpg`;
        await house.upload(await mediaFixture('picture'), `/${file}`);
        await house.addOn.line(new RegExp(`found.*${file}`));
      });
      await house.view.shows({ 'binary_sensor.attic_person': 'on' });
      await house.view.until(() => house.view.attributes('event.attic_detection')['event_type'] === 'shape_detected');
      await house.view.until(() => house.view.fired('concierge_detection').length > 0);
      assert.equal(house.view.fired('concierge_detection').length, 1);
    });

    test('coming back makes no snapshot look new and ends no motion before its time', async (context) => {
      const house = await RealHouse.open(context, rig());
      await house.addCamera('Pond');
      await house.view.shows({ 'binary_sensor.pond_motion': 'off' });
      await house.upload(await mediaFixture('picture'), `/Pond_00_${stampAgo(10)}.jpg`);
      await house.view.shows({ 'binary_sensor.pond_motion': 'on', 'binary_sensor.pond_person': 'on' });
      await house.view.until(() => house.view.state('image.pond_last_snapshot') !== 'unknown');
      const taken = house.view.state('image.pond_last_snapshot');

      const changes = house.view.events.length;
      await house.dropWebsocket();
      // Sent only once the add-on hears what is published, and has published what it had to.
      await house.reportMotion('Pond');
      await house.view.until(() => house.published(/cam.*motion.*"ON"/, changes) === 1);
      // Home Assistant says so when it has connected with its broker again.
      await house.coreApi('/services/mqtt/publish', { topic: 'homeassistant/status', payload: 'online' });
      // The last thing that is published again.
      await house.view.until(() => house.published(/concierge.status/, changes) >= 2);
      assert.equal(house.view.state('image.pond_last_snapshot'), taken);
      assert.equal(house.published(/cam.*motion.*"OFF"/, changes), 0);
      assert.equal(house.view.state('binary_sensor.pond_motion'), 'on');
    });

    test('while the broker is away everything is unavailable, and then as it was, with what was seen meanwhile', async (context) => {
      const house = await RealHouse.open(context, rig());
      await house.addCamera('Cellar');
      const entity = 'binary_sensor.cellar_person';
      await house.view.shows({ [entity]: 'off', 'number.cellar_minimum_confidence': '70' });
      await house.view.client.call('number', 'set_value', { value: 66 }, 'number.cellar_minimum_confidence');
      await house.view.shows({ 'number.cellar_minimum_confidence': '66' });
      await house.rig.restartBroker(async () => {
        await house.view.shows({ [entity]: 'unavailable' });
        const file = `Cellar_00_${stampAgo(5)}.jpg`;
        await house.upload(await mediaFixture('picture'), `/${file}`);
        await house.addOn.line(new RegExp(`found.*${file}`));
      });
      await house.view.shows({
        [entity]: 'on',
        'number.cellar_minimum_confidence': '66',
        'select.cellar_profile': 'Default',
      });
      await house.view.until(() => house.view.attributes('event.cellar_detection')['event_type'] === 'shape_detected');
      assert.equal(house.view.fired('concierge_detection').length, 1);
    });

    test('a token that is revoked is said so; a new one brings everything back', async (context) => {
      const house = await RealHouse.open(context, rig());
      await house.addCamera('Loft');
      await house.addOn.stop();
      const { client } = house.view;
      const client_name = `revoked ${Date.now()}`;
      const token = await client.ask({ type: 'auth/long_lived_access_token', client_name, lifespan: 1 });
      await house.startAddOn(String(token));
      await house.view.shows({ 'switch.loft_analytics': 'on' });
      const tokens = (await client.ask({ type: 'auth/refresh_tokens' })) as { id: string; client_name: string }[];
      const refresh_token_id = tokens.find((each) => each.client_name === client_name)?.id;
      await client.ask({ type: 'auth/delete_refresh_token', refresh_token_id });
      await house.addOn.line(/Home Assistant refuses the token\. Create a long-lived access token/);
      const health = await (await fetch(house.addOn.url('ingress', '/health'))).text();
      assert.match(health, /refuses the token/);
      await house.addOn.stop();
      await house.startAddOn();
      await house.view.shows({ 'switch.loft_analytics': 'on', 'binary_sensor.concierge_connection': 'on' });
    });
  },
  [BIRTH_UNTOLD, TOKEN_REFUSED],
);
