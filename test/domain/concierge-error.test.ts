import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ConciergeError, ERROR_CODES, messageOf } from '../../src/domain/concierge-error.ts';

describe('a ConciergeError', () => {
  test('carries its code, its details and its cause', () => {
    const cause = new Error('EACCES');
    const error = new ConciergeError('PORT_IN_USE', 'Cannot listen.', { details: { port: 21 }, cause });
    assert.ok(error instanceof Error);
    assert.deepEqual([error.name, error.code, error.message], ['ConciergeError', 'PORT_IN_USE', 'Cannot listen.']);
    assert.deepEqual(error.details, { port: 21 });
    assert.equal(error.cause, cause);
  });

  test('has neither cause nor details when none were given', () => {
    const error = new ConciergeError('FILE_MISSING', 'Cannot open.');
    assert.equal('cause' in error, false);
    assert.deepEqual(error.details, {});
  });

  test('has codes that are distinct', () => {
    assert.equal(new Set(ERROR_CODES).size, ERROR_CODES.length);
  });

  test('gives its message, as anything thrown does', () => {
    assert.equal(messageOf(new ConciergeError('FILE_MISSING', 'gone')), 'gone');
    assert.equal(messageOf('text'), 'text');
    assert.equal(messageOf(null), 'null');
  });
});
