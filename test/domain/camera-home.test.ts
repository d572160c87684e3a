import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Value } from 'typebox/value';
import { cameraHome } from '../../src/domain/camera-home.ts';
import { CameraSchema } from '../../src/domain/config-records.ts';
import { isReservedPath, parseMediaPath } from '../../src/domain/media-path.ts';

describe('the own folder of a camera', () => {
  test('has its name, or where that is no name of a folder its id', () => {
    assert.equal(cameraHome({ id: 3, name: 'Front door' }), 'Front door');
    assert.equal(cameraHome({ id: 3, name: 'concierge-snapshots' }), 'camera 3');
    assert.equal(cameraHome({ id: 3, name: 'ü'.repeat(200) }), 'camera 3');
  });

  test('is one folder under ROOT_DIR that is nobody else\u2019s, whatever the name', () => {
    const valid = (text: string) => Value.Check(CameraSchema.properties.name, text);
    const name = fc.string({ minLength: 1, maxLength: 60 }).filter(valid);
    fc.assert(
      fc.property(name, (text) => {
        const home = cameraHome({ id: 1, name: text });
        assert.ok(!isReservedPath(home) && !home.includes('/'));
        assert.equal(parseMediaPath(home), home);
      }),
    );
  });
});
