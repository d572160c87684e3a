import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FtpSessionDetails } from '../../src/ports/ftp-sessions.ts';
import { FtpSessionTable } from '../../src/store/ftp-session-table.ts';
import { historyFixture, openHistory } from './history-fixture.ts';

function session(id: number, fields: Partial<FtpSessionDetails> = {}): FtpSessionDetails {
  return {
    id,
    startedAtMs: 1000 * id,
    endedAtMs: 1000 * id + 500,
    address: '192.168.1.20',
    user: 'concierge',
    camera: null,
    encrypted: true,
    files: 1,
    bytes: 2000,
    verdict: { kind: 'all well', severity: 'well', words: 'One file received.' },
    transcript: [{ atMs: 1000 * id, from: 'client', text: 'NOOP' }],
    linesLeftOut: 3,
    ...fields,
  };
}

const EVERYTHING = { limit: 5000, offset: 0 };

describe('kept FTP sessions', () => {
  test('are read as they were written, newest first, filtered and paged, after a restart, too', async (context) => {
    const { database, folder, clock } = await historyFixture(context);
    const table = new FtpSessionTable(database);
    assert.equal(table.lastId(), 0);
    const trouble = { kind: 'disk full', severity: 'trouble', words: 'Delete.' } as const;
    table.add(session(1));
    table.add(session(2, { address: '192.168.1.21', verdict: trouble, camera: 'Gate', user: null }));
    database.close();
    const again = new FtpSessionTable(openHistory(context, folder, clock).database);
    assert.equal(again.lastId(), 2);
    assert.deepEqual(again.one(1), session(1));
    assert.equal(again.one(3), null);
    const ids = (filter: object) => again.list({ ...EVERYTHING, ...filter }).map(({ id }) => id);
    assert.deepEqual(ids({}), [2, 1]);
    assert.deepEqual(ids({ limit: 1 }), [2]);
    assert.deepEqual(ids({ offset: 1 }), [1]);
    assert.deepEqual(ids({ severity: 'trouble' }), [2]);
    assert.deepEqual(ids({ address: '192.168.1.20' }), [1]);
    assert.deepEqual(ids({ severity: 'notice' }), []);
  });

  test('of one sender are bounded, so that a stranger who knocks pushes nobody out', async (context) => {
    const { database } = await historyFixture(context);
    const table = new FtpSessionTable(database);
    table.add(session(1, { camera: 'Front' }));
    for (let id = 2; id <= 302; id++) table.add(session(id, { address: '203.0.113.5' }));
    const rows = table.list(EVERYTHING);
    assert.equal(rows.length, 201);
    assert.equal(rows.at(-1)?.id, 1);
    assert.equal(rows.at(-2)?.id, 103);
  });

  test('are bounded in all, and no id is given twice', async (context) => {
    const { database } = await historyFixture(context);
    const table = new FtpSessionTable(database);
    database.inTransaction(() => {
      for (let id = 1; id <= 2100; id++) table.add(session(id, { address: `10.0.${id >> 8}.${id & 255}` }));
    });
    assert.equal(table.list(EVERYTHING).length, 2000);
    assert.equal(table.one(100), null);
    assert.equal(table.lastId(), 2100);
  });
});
