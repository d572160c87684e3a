import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nextId } from '../../src/domain/next-id.ts';

describe('the next id', () => {
  const empty = {
    camera_brands: [],
    camera_types: [],
    cameras: [],
    camera_listeners: [],
    analytics_profiles: [],
    analytics_shapes: [],
    known_objects: [],
    people: [],
  };
  const brand = (id: number) => ({ id, name: `brand ${id}`, description: '' });

  test('is 1 in an empty table, and else follows the highest', () => {
    assert.equal(nextId(empty, 'cameras'), 1);
    assert.equal(nextId({ ...empty, camera_brands: [brand(7), brand(3)] }, 'camera_brands'), 8);
  });

  test('does not come back after its row is deleted', () => {
    assert.equal(nextId({ ...empty, last_ids: { camera_brands: 9 } }, 'camera_brands'), 10);
    assert.equal(nextId({ ...empty, camera_brands: [brand(12)], last_ids: { camera_brands: 9 } }, 'camera_brands'), 13);
  });
});
