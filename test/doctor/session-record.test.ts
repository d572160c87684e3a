import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SessionRecord } from '../../src/doctor/session-record.ts';
import { ManualClock } from '../support/manual-clock.ts';

test('a session that went well is well, though its connection breaks while it is closed or after', () => {
  let changes = 0;
  const record = new SessionRecord({
    id: 1,
    address: '192.168.1.20',
    clock: new ManualClock(),
    cameraName: () => 'Front Door',
    changed: () => {
      changes += 1;
    },
    ended: () => {},
  });
  record.note({ kind: 'tls on' });
  record.note({ kind: 'logged in', user: 'camera1', cameraId: 1 });
  record.note({ kind: 'upload', file: 'test.txt', sizeBytes: 15, result: { kind: 'test file' } });
  record.note({ kind: 'tls failed', on: 'control', reason: 'read ECONNRESET' });
  assert.equal(record.summary.verdict.kind, 'test received');
  record.end();
  const told = changes;
  record.note({ kind: 'tls failed', on: 'data', reason: 'read ECONNRESET' });
  assert.equal(record.summary.verdict.kind, 'test received');
  assert.equal(changes, told, 'nobody is told of what comes after its end');
});
