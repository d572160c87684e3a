import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { ConciergeError } from '../../src/domain/concierge-error.ts';
import { openDatabase } from '../../src/store/database.ts';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { recordingLogger, silentLogger } from '../support/test-logger.ts';

const clock = new ManualClock();
const logger = silentLogger();
const code = (expected: string) => (error: unknown) => error instanceof ConciergeError && error.code === expected;

describe('the database', () => {
  test('is made with its schema in a folder that does not exist yet, and opens again as it was', async (context) => {
    const folder = join(await temporaryFolder(context), 'new', 'data');
    const first = openDatabase({ folder, logger, clock });
    first.run("INSERT INTO events (id, camera_id, started_at_ms, ended_at_ms) VALUES ('a', 1, 2, 3)");
    first.close();
    const second = openDatabase({ folder, logger, clock });
    context.after(() => second.close());
    assert.equal(second.get('SELECT camera_id FROM events')?.number('camera_id'), 1);
    assert.equal(second.get('PRAGMA user_version')?.number('user_version'), MIGRATIONS.length);
    assert.equal(second.get('PRAGMA journal_mode')?.text('journal_mode'), 'wal');
    assert.equal(second.get('PRAGMA foreign_keys')?.flag('foreign_keys'), true);
  });

  test('of an older version learns why its tracks were suppressed', async (context) => {
    const folder = await temporaryFolder(context);
    const older = new DatabaseSync(join(folder, 'concierge.db'));
    older.exec(`${MIGRATIONS.slice(0, 2).join('')} PRAGMA user_version = 2;
      INSERT INTO events VALUES ('e', 1, 2, 3);
      INSERT INTO assets (id, file, media_type, taken_at_ms, received_at_ms, size_bytes, state)
        VALUES (1, 'a.mp4', 'mp4', 0, 0, 0, 'analysed');`);
    for (const [stationary, suppressed] of ['1, 1', '0, 1', '0, 0'].map((flags) => flags.split(', '))) {
      older.exec(`INSERT INTO tracks VALUES (NULL, 1, 'e', NULL, 1, 'car', 0.9, ${stationary}, ${suppressed},
        0, 0, 0, 0.9, 0, 0, 1, 1, NULL, '[]')`);
    }
    older.close();
    const database = openDatabase({ folder, logger, clock });
    context.after(() => database.close());
    assert.deepEqual(
      database
        .all('SELECT * FROM tracks ORDER BY id')
        .map((row) => [row.textOrNull('suppressed_by'), row.text('zones')]),
      [
        ['stationary', '[]'],
        ['known_place', '[]'],
        [null, '[]'],
      ],
    );
  });

  test('closes twice without harm', async (context) => {
    const database = openDatabase({ folder: await temporaryFolder(context), logger, clock });
    database.close();
    database.close();
  });

  for (const [what, spoil] of [
    [
      'is no database',
      async (path: string) => writeFile(path, 'not a database, but long enough to be read as one'.repeat(50)),
    ],
    [
      'has torn pages',
      async (path: string) => {
        const bytes = await readFile(path);
        bytes.fill(0xa5, 4096, 4096 * 6);
        await writeFile(path, bytes);
      },
    ],
  ] as const) {
    test(`that ${what} is set aside loudly, and a new one begun`, async (context) => {
      const folder = await temporaryFolder(context);
      openDatabase({ folder, logger, clock }).close();
      const path = join(folder, 'concierge.db');
      await spoil(path);
      const spoilt = await readFile(path);
      const log = recordingLogger();
      const database = openDatabase({ folder, logger: log.logger, clock });
      context.after(() => database.close());
      assert.deepEqual(database.all('SELECT * FROM events'), []);
      const aside = (await readdir(folder)).find((name) => name.startsWith('concierge.db.corrupt-'));
      assert.ok(aside, 'no file was set aside');
      assert.deepEqual(await readFile(join(folder, aside)), spoilt);
      assert.equal(log.lines.length, 1);
      assert.match(log.lines[0] ?? '', /"level":50.*is corrupt.*set aside/);
    });
  }

  test('of a newer version is refused and left as it is', async (context) => {
    const folder = await temporaryFolder(context);
    const newer = new DatabaseSync(join(folder, 'concierge.db'));
    newer.exec('CREATE TABLE future (id INTEGER); PRAGMA user_version = 999');
    newer.close();
    assert.throws(() => openDatabase({ folder, logger, clock }), code('STORE_CORRUPT'));
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.includes('corrupt')),
      [],
    );
  });

  test('says that its folder cannot be written', async (context) => {
    const folder = await temporaryFolder(context);
    await writeFile(join(folder, 'file'), '');
    assert.throws(() => openDatabase({ folder: join(folder, 'file'), logger, clock }), code('FOLDER_UNWRITABLE'));
    await mkdir(join(folder, 'concierge.db'));
    assert.throws(() => openDatabase({ folder, logger, clock }), code('FOLDER_UNWRITABLE'));
  });
});

describe('a transaction', () => {
  const insert = "INSERT INTO events (id, camera_id, started_at_ms, ended_at_ms) VALUES ('a', 1, 2, 3)";

  test('keeps nothing of what failed, and tells nobody', async (context) => {
    const database = openDatabase({ folder: await temporaryFolder(context), logger, clock });
    context.after(() => database.close());
    let told = 0;
    const fault = new Error('fault');
    const failing = () =>
      database.inTransaction(() => {
        database.run(insert);
        database.afterCommit(() => told++);
        throw fault;
      });
    assert.throws(failing, fault);
    assert.deepEqual(database.all('SELECT * FROM events'), []);
    database.inTransaction(() => database.run(insert));
    assert.equal(told, 0);
  });

  test('within another one is part of it', async (context) => {
    const database = openDatabase({ folder: await temporaryFolder(context), logger, clock });
    context.after(() => database.close());
    const order: string[] = [];
    const outer = () =>
      database.inTransaction(() => {
        database.inTransaction(() => database.run(insert));
        database.afterCommit(() => order.push('told'));
        order.push('written');
      });
    outer();
    assert.deepEqual(order, ['written', 'told']);
    database.run('DELETE FROM events');
    assert.throws(() =>
      database.inTransaction(() => {
        outer();
        throw new Error('the outer one fails');
      }),
    );
    assert.deepEqual(database.all('SELECT * FROM events'), []);
  });

  test('that is durable syncs the disk, and the next one does not', async (context) => {
    const database = openDatabase({ folder: await temporaryFolder(context), logger, clock });
    context.after(() => database.close());
    const level = () => database.get('PRAGMA synchronous')?.number('synchronous');
    assert.equal(database.inTransaction(level, { durable: true }), 2);
    assert.equal(database.inTransaction(level), 1);
  });

  test('that finds the disk full keeps nothing, says so, and the next one works', async (context) => {
    const database = openDatabase({ folder: await temporaryFolder(context), logger, clock });
    context.after(() => database.close());
    const pages = database.get('PRAGMA page_count')?.number('page_count') ?? 0;
    database.run(`PRAGMA max_page_count = ${pages}`);
    const fill = () =>
      database.inTransaction(() => {
        for (let id = 0; id < 2_000; id += 1) database.run(insert.replace("'a'", `'${id}'`));
      });
    assert.throws(fill, code('FOLDER_UNWRITABLE'));
    assert.deepEqual(database.all('SELECT * FROM events'), []);
    database.inTransaction(() => database.run(insert));
    assert.equal(database.all('SELECT * FROM events').length, 1);
  });
});
