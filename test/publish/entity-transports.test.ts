import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ObjectVerdict } from '../../src/domain/object-verdict.ts';
import { cameraTopics } from './camera-topics.ts';
import { FRONT_UUID } from './samples.ts';
import { SinkBench } from './sink-bench.ts';

const DEVICE = `concierge_${FRONT_UUID}`;

/** How a user of Home Assistant sees a camera, whichever way it came there. */
interface Way {
  readonly name: string;
  readonly mqtt: boolean;
  /** `on`, `off`, a number or a text; undefined: there is no such entity. */
  state(bench: SinkBench, key: string): unknown;
  deviceName(bench: SinkBench): string | undefined;
  entityIds(bench: SinkBench): string[];
  /** Everything that was said to Home Assistant so far. */
  said(bench: SinkBench): number;
  isAvailable(bench: SinkBench): boolean;
}

const WAYS: readonly Way[] = [
  {
    name: 'MQTT',
    mqtt: true,
    state: ({ home }, key) => {
      if (!home.entities.has(`${DEVICE}_${key}`)) return undefined;
      const value = home.json(cameraTopics(FRONT_UUID).state)?.[key];
      return value === 'ON' || value === 'OFF' ? value.toLowerCase() : value;
    },
    deviceName: ({ home }) => home.registry.devices.get(DEVICE)?.name,
    entityIds: ({ home }) => home.registry.ofDevice(DEVICE).map(({ entityId }) => entityId),
    said: ({ home }) => home.published.length,
    isAvailable: ({ home }) => home.retained.get('concierge/status') === 'online',
  },
  {
    name: 'mobile_app',
    mqtt: false,
    state: ({ home }, key) => {
      const state = home.mobileApp.stateOf(DEVICE, key);
      return typeof state === 'boolean' ? (state ? 'on' : 'off') : state;
    },
    deviceName: ({ home }) => home.mobileApp.registrations.get(DEVICE)?.name,
    entityIds: ({ home }) =>
      [...home.mobileApp.entities.values()].filter(({ deviceId }) => deviceId === DEVICE).map((each) => each.entity_id),
    said: ({ home }) => home.mobileApp.calls.length,
    isAvailable: ({ home }) => home.mobileApp.stateOf(DEVICE, 'shape_person') !== 'unavailable',
  },
];

for (const way of WAYS) {
  describe(`entities over ${way.name}`, () => {
    const open = async (...[context]: Parameters<typeof SinkBench.create>) => {
      const bench = await SinkBench.create(context, { mqtt: way.mqtt });
      await bench.sink.start();
      await bench.home.waitFor(() => way.state(bench, 'count_traffic_light') === 0);
      await bench.quiet();
      await bench.pass(2000);
      return bench;
    };

    test('a camera is a device with its entities, by English ids', async (context) => {
      const bench = await open(context);
      assert.equal(way.deviceName(bench), 'Front door');
      for (const id of [
        'binary_sensor.front_door_motion',
        'binary_sensor.front_door_person',
        'sensor.front_door_person_count',
        'sensor.front_door_last_shape',
        'sensor.front_door_queue_length',
      ]) {
        assert.ok(way.entityIds(bench).includes(id), id);
      }
    });

    test('what is seen shows, goes after 90 s, and fires one event', async (context) => {
      const bench = await open(context);
      bench.see('e1', [{ id: 1, atMs: bench.clock.nowMs(), tracks: [['person', 0.9]] }]);
      await bench.home.waitFor(() => way.state(bench, 'shape_person') === 'on');
      await bench.home.waitFor(() => bench.home.events.length === 1);
      assert.equal(way.state(bench, 'last_shape'), 'person');
      await bench.pass(90_000);
      await bench.home.waitFor(() => way.state(bench, 'shape_person') === 'off');
    });

    test('the known object that was seen last shows, after a restart too, while objects are compared', async (context) => {
      const bench = await open(context);
      assert.equal(way.state(bench, 'last_object'), undefined);
      const compare = (image_comparison: boolean) =>
        bench.config.change((draft) => {
          for (const profile of draft.analytics_profiles) profile.image_comparison = image_comparison;
        });
      await compare(true);
      await bench.home.waitFor(() => way.state(bench, 'last_object') === 'none');
      const see = (id: number, object: ObjectVerdict, suppressed = false) =>
        bench.see(`e${id}`, [{ id, atMs: bench.clock.nowMs(), tracks: [['car', 0.9]], object, suppressed }]);
      see(1, { kind: 'known', name: 'Our car', similarity: 0.876 });
      await bench.home.waitFor(() => way.state(bench, 'last_object') === 'Our car');
      await bench.pass(1000);
      see(2, { kind: 'none' });
      see(3, { kind: 'known', name: 'Parked car', similarity: 0.9 }, true);
      await bench.pass(1000);
      assert.equal(way.state(bench, 'last_object'), 'Our car', 'other cars and parked ones do not take its place');
      await bench.sink.stop();
      bench.sink = bench.makeSink();
      await bench.sink.start();
      await bench.home.waitFor(() => way.isAvailable(bench));
      await bench.quiet();
      assert.equal(way.state(bench, 'last_object'), 'Our car');
      see(1, { kind: 'none' });
      await bench.pass(1000);
      await bench.home.waitFor(() => way.state(bench, 'last_object') === 'none');
      await compare(false);
      await bench.home.waitFor(() => way.state(bench, 'last_object') === undefined);
    });

    test('nothing is said when nothing changed', async (context) => {
      const bench = await open(context);
      const before = way.said(bench);
      await bench.config.change(() => {});
      bench.sink.queueChanged();
      await bench.pass(5000);
      assert.equal(way.said(bench), before);
    });

    test('a new name, a lost connection and a restart leave the entities what they were', async (context) => {
      const bench = await open(context);
      const before = way.entityIds(bench);
      await bench.config.change((draft) => {
        for (const row of draft.cameras) row.name = 'Garage';
      });
      await bench.home.waitFor(() => way.deviceName(bench) === 'Garage');
      bench.home.dropConnections();
      await bench.clock.wait(1000);
      bench.clock.advance(1000);
      await bench.home.waitFor(() => bench.home.connections === 1);
      await bench.quiet();
      await bench.sink.stop();
      assert.equal(way.isAvailable(bench), false);
      bench.sink = bench.makeSink();
      await bench.sink.start();
      await bench.home.waitFor(() => way.isAvailable(bench));
      await bench.quiet();
      assert.deepEqual(way.entityIds(bench), before);
      assert.equal(way.state(bench, 'shape_person'), 'off');
    });

    test('a shape that leaves the profile takes its entities, a deleted camera its device', async (context) => {
      const bench = await open(context);
      await bench.config.change((draft) => {
        for (const profile of draft.analytics_profiles) profile.shapes = [1, 3];
      });
      await bench.home.waitFor(() => way.state(bench, 'shape_car') === undefined);
      assert.equal(way.state(bench, 'shape_person'), 'off');
      await bench.config.change((draft) => {
        draft.cameras = [];
      });
      await bench.home.waitFor(() => way.deviceName(bench) === undefined);
      assert.deepEqual(way.entityIds(bench), []);
    });
  });
}

describe('from mobile_app to MQTT', () => {
  test('when MQTT appears, the other entities go before its own come', async (context) => {
    const bench = await SinkBench.create(context, { mqtt: false });
    await bench.sink.start();
    await bench.home.waitFor(() => bench.home.mobileApp.stateOf(DEVICE, 'count_traffic_light') === 0);
    await bench.quiet();
    assert.equal(bench.home.mobileApp.entities.get('device_tracker.front_door')?.disabled_by, 'user');
    assert.equal(bench.home.published.length, 0);
    let left = -1;
    bench.home.broker.subscribe('homeassistant/device/#', () => {
      left = Math.max(left, bench.home.mobileApp.registrations.size);
    });
    bench.home.loadMqtt();
    await bench.settled();
    assert.equal(left, 0);
    assert.equal(bench.home.mobileApp.entities.size, 0);
    assert.equal(bench.sink.health().state, 'running');
  });
});
