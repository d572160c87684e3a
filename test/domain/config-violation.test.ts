import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ConciergeError } from '../../src/domain/concierge-error.ts';
import { configInvalid, fieldMessages, violationsOf } from '../../src/domain/config-violation.ts';

describe('a violation of the configuration', () => {
  const name = { table: 'cameras', row: '3', field: 'name', why: 'is taken' };
  const host = { table: 'cameras', row: '3', field: 'host', why: 'is too long' };

  test('survives its way through the error', () => {
    const error = configInvalid([name, host]);
    assert.ok(error instanceof ConciergeError);
    assert.equal(error.code, 'CONFIG_INVALID');
    assert.deepEqual(violationsOf(error), [name, host]);
    assert.match(error.message, /cameras\/3\/name: is taken/);
  });

  test('is answered to callers by its field, all reasons of a field together', () => {
    const error = configInvalid([name, { ...name, why: 'is too long' }, host]);
    assert.deepEqual(fieldMessages(error), { name: 'is taken; is too long', host: 'is too long' });
  });

  test('of a whole table is answered by the table', () => {
    assert.deepEqual(fieldMessages(configInvalid([{ table: 'cameras', row: '', field: '', why: 'is required' }])), {
      cameras: 'is required',
    });
  });
});
