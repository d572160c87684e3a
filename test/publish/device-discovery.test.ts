import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { cameraDevices } from '../../src/publish/camera-device.ts';
import { cameraState, NOTHING_SEEN } from '../../src/publish/camera-state.ts';
import { cameraEntities } from '../../src/publish/entities/camera-entities.ts';
import { hubEntities } from '../../src/publish/entities/hub-entities.ts';
import { deviceDiscovery } from '../../src/publish/mqtt/device-discovery.ts';
import { layoutOf, withRemovals } from '../../src/publish/mqtt/discovery-payload.ts';
import { LANGUAGES, type Language } from '../../src/publish/names/language.ts';
import { shapeKey } from '../../src/publish/shape-key.ts';
import { slug } from '../../src/publish/slug.ts';
import { readDiscoveryKeys } from '../fakes/mqtt-discovery-keys.ts';
import { validateDiscovery } from '../fakes/validate-discovery.ts';
import { camera, configWith, FRONT_UUID } from './samples.ts';

const keys = readDiscoveryKeys();
const skip = keys ? false : '../shared/home-assistant/mqtt-discovery-keys.json is missing';

function faults(payload: object): readonly string[] {
  return validateDiscovery(JSON.parse(JSON.stringify(payload)), keys).faults;
}

function discover(name: string, shapes: string[], language: Language = 'en') {
  const [device] = cameraDevices(configWith([camera(1, FRONT_UUID, name)], shapes));
  assert.ok(device);
  const view = {
    device,
    state: cameraState(NOTHING_SEEN, device, 0),
    lastFace: null,
    lastObject: null,
    queueLength: 0,
  };
  return deviceDiscovery(cameraEntities(view, language), '0.1.0');
}

function discoverHub() {
  const view = { queueLength: 0, oldestWaitS: 0, diskUsedPct: null, ftpSessions: 0, version: '0.1.0' };
  return deviceDiscovery(hubEntities(view, 'en'), '0.1.0');
}

describe('device discovery', () => {
  test('hub and cameras are described as Home Assistant expects it', { skip }, () => {
    assert.deepEqual(faults(discoverHub()), []);
    assert.deepEqual(faults(discover('Front door', ['person', 'car'])), []);
    assert.deepEqual(faults(withRemovals(discover('Front door', []), { shape_car: 'binary_sensor' })), []);
  });

  test('the check itself sees what is wrong', { skip }, () => {
    const payload = discover('Front door', ['person']);
    const { state_topic: _, ...motion } = payload.components['motion'] ?? { platform: 'binary_sensor' };
    const components = {
      ...payload.components,
      motion: { ...motion, url_topic: 'x' },
      'no id': { platform: 'x', a: 1 },
    };
    assert.deepEqual(faults({ ...payload, components, colour: 'red' }), [
      'message: unknown key colour',
      'motion: no state_topic',
      'motion: unknown key url_topic',
      'no id: no platform x',
    ]);
  });

  test('the name appears nowhere but as the device’s name and in suggested entity ids', () => {
    const [one, other] = [discover('Front door', ['person']), discover('Zufahrt Süd', ['person'])];
    const strip = ({ device, ...payload }: typeof one) => ({
      device: { ...device, name: '' },
      ...payload,
      components: Object.fromEntries(
        Object.entries(payload.components).map(([key, component]) => [key, { ...component, default_entity_id: '' }]),
      ),
    });
    assert.deepEqual(strip(one), strip(other));
    assert.equal(other.components['shape_person']?.['default_entity_id'], 'binary_sensor.zufahrt_sud_person');
    assert.equal(discover('门', []).components['motion']?.['default_entity_id'], 'binary_sensor.camera_motion');
  });

  test('names come in the language of Home Assistant, and entity ids stay English', () => {
    const [english, ...others] = LANGUAGES.map((language) =>
      discover('Front door', ['person', 'traffic light'], language),
    );
    assert.ok(english);
    assert.deepEqual(
      others.map(({ components }) => [
        components['shape_person']?.['name'],
        components['count_traffic_light']?.['name'],
      ]),
      [
        ['Person', 'Anzahl Ampel'],
        ['Persoon', 'Aantal verkeerslicht'],
        ['Personne', 'Nombre : feu de circulation'],
      ],
    );
    const idsOf = ({ components }: typeof english) =>
      Object.values(components).map((each) => [each['unique_id'], each['default_entity_id']]);
    for (const other of others) {
      assert.deepEqual(idsOf(other), idsOf(english));
      for (const [key, { name }] of Object.entries(other.components)) assert.ok(name, key);
    }
  });

  test('whatever shapes are called, they are different entities with valid ids', { skip }, () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 20 }), (shapes) => {
        const payload = discover('Front door', shapes);
        const [device] = cameraDevices(configWith([camera(1, FRONT_UUID, 'x')], shapes));
        const standing = Object.keys(discover('Front door', ['dog']).components).length - 2;
        const faces = shapes.includes('person') ? 3 : 0;
        assert.equal(Object.keys(payload.components).length, standing + faces + 2 * (device?.shapes.length ?? 0));
        assert.deepEqual(faults(payload), []);
      }),
    );
  });

  test('names of shapes that could break out of a template stay outside of it', () => {
    const component = discover('Front door', ["x'] }}{{ 1 }}"]).components;
    for (const { value_template } of Object.values(component)) {
      if (value_template)
        assert.match(String(value_template), /^\{\{ value_json\['[a-z0-9_]+'\] \| default\(none\) \}\}$/);
    }
  });

  test('the classes of Pascal VOC are shown under the names that detections have', () => {
    const [device] = cameraDevices(configWith([camera(1, FRONT_UUID, 'x')], ['sofa', 'couch', 'person']));
    assert.deepEqual(
      device?.shapes.map(({ shape }) => shape),
      ['couch', 'person'],
    );
  });

  test('a camera without a profile has the first one’s shapes, as it is analysed', () => {
    const [device] = cameraDevices(configWith([{ ...camera(1, FRONT_UUID, 'x'), analytics_profile: null }], ['dog']));
    assert.deepEqual(device?.shapes, [{ shape: 'dog', key: 'dog' }]);
  });

  test('what was published and is wanted no more is removed by name', () => {
    const before = discover('Front door', ['person', 'car']);
    const after = withRemovals(discover('Front door', ['person']), layoutOf(before.components));
    assert.deepEqual(after.components['shape_car'], { platform: 'binary_sensor' });
    assert.deepEqual(after.components['count_car'], { platform: 'sensor' });
    assert.ok(Object.keys(after.components['shape_person'] ?? {}).length > 1);
  });

  test('slugs hold nothing but small letters, digits and single underscores between them', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => /^([a-z0-9]+(_[a-z0-9]+)*)?$/.test(slug(name))));
    assert.equal(shapeKey('traffic light'), 'traffic_light');
    assert.notEqual(shapeKey('Traffic light'), 'traffic_light');
  });
});
