import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { cameraDevices } from '../../src/publish/camera-device.ts';
import { cameraDiscovery } from '../../src/publish/camera-discovery.ts';
import { layoutOf, withRemovals } from '../../src/publish/discovery-payload.ts';
import { hubDiscovery } from '../../src/publish/hub-discovery.ts';
import { shapeLabel } from '../../src/publish/shape-label.ts';
import { slug } from '../../src/publish/slug.ts';
import { readDiscoveryKeys } from '../fakes/mqtt-discovery-keys.ts';
import { validateDiscovery } from '../fakes/validate-discovery.ts';
import { camera, configWith, FRONT_UUID } from './samples.ts';

const keys = readDiscoveryKeys();
const skip = keys ? false : '../shared/home-assistant/mqtt-discovery-keys.json is missing';

function faults(payload: object): readonly string[] {
  return validateDiscovery(JSON.parse(JSON.stringify(payload)), keys).faults;
}

function discover(name: string, shapes: string[]) {
  const [device] = cameraDevices(configWith([camera(1, FRONT_UUID, name)], shapes));
  assert.ok(device);
  return cameraDiscovery(device, '0.1.0');
}

describe('device discovery', () => {
  test('hub and cameras are described as Home Assistant expects it', { skip }, () => {
    assert.deepEqual(faults(hubDiscovery('0.1.0')), []);
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

  test('whatever shapes are called, they are different entities with valid ids', { skip }, () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 20 }), (shapes) => {
        const payload = discover('Front door', shapes);
        const [device] = cameraDevices(configWith([camera(1, FRONT_UUID, 'x')], shapes));
        assert.equal(Object.keys(payload.components).length, 7 + 2 * (device?.shapes.length ?? 0));
        assert.deepEqual(faults(payload), []);
      }),
    );
  });

  test('names of shapes that could break out of a template stay outside of it', () => {
    const component = discover('Front door', ["x'] }}{{ 1 }}"]).components;
    for (const [key, { value_template }] of Object.entries(component)) {
      if (key.startsWith('shape_')) assert.match(String(value_template), /counts\['[a-z0-9_]+'\]/);
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
    assert.deepEqual(device?.shapes, [{ shape: 'dog', key: 'dog', label: 'Dog' }]);
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
    assert.equal(shapeLabel('traffic light').key, 'traffic_light');
    assert.notEqual(shapeLabel('Traffic light').key, 'traffic_light');
  });
});
