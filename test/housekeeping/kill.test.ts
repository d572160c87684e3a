import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, test } from 'node:test';
import { mediaTypeOf } from '../../src/domain/media.ts';
import { isReservedPath } from '../../src/domain/media-path.ts';
import { CleanHouse, HOUR_MS } from './clean-house.ts';

const CLEANER = join(import.meta.dirname, 'killed-cleaner.ts');
const ROOMY = { high: 1e11, low: 1e11 };
const signal = new AbortController().signal;

/** Lets the cleaner take so many steps and kills it in the middle of the next. */
async function cleanAndKill(house: CleanHouse, steps: number): Promise<void> {
  const given = [CLEANER, house.folder, String(house.clock.nowMs())];
  const child = spawn(process.execPath, given, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let seen = 0;
  for await (const _ of createInterface({ input: child.stdout })) {
    if (++seen === steps) child.kill('SIGKILL');
  }
  const [, how] = await exited;
  assert.equal(how, 'SIGKILL', `the cleaner ended by itself after ${seen} steps`);
}

/** Files that a scan for missed uploads would take for new. */
function wouldBeTaken(house: CleanHouse): string[] {
  const media = house.files().filter((file) => mediaTypeOf(file) !== null && !isReservedPath(file));
  return media.filter((file) => house.history.assetByFile(file) === null);
}

describe('a kill at any moment of the cleanup', () => {
  test('leaves no file that would be analysed again, and nothing that the next run does not finish', async (context) => {
    const house = await CleanHouse.open(context);
    for (let hour = 1; hour <= 400; hour++) house.visit(hour * HOUR_MS);
    let begun = 0;
    // A page is looked at in a hundred steps, then removed in some more.
    for (const steps of [150, 203, 260, 333, 401, 407, 599, 777]) {
      await cleanAndKill(house, steps);
      assert.deepEqual(wouldBeTaken(house), [], 'a file has lost its row');
      const marked = new Set(house.store.marked(1000).map(({ id }) => id));
      begun += marked.size;
      const rows = house.database.all('SELECT id, file FROM assets');
      const without = rows.filter((row) => !existsSync(join(house.rootDir, row.text('file'))));
      assert.ok(
        without.every((row) => marked.has(row.number('id'))),
        'a row without a file is not marked',
      );
      assert.equal(house.database.get('PRAGMA integrity_check')?.text('integrity_check'), 'ok');
    }
    assert.ok(begun > 0, 'no kill came in the middle of a batch');
    const finish = house.cleanup(ROOMY);
    await finish.run(signal);
    assert.equal(house.count('removals'), 0);
    const events = house.count('events');
    assert.ok(events > 0 && events < 400, `${events} events are left`);
    assert.equal(house.files().length, 4 * events);
    for (const table of ['recordings', 'announcements']) assert.equal(house.count(table), events, table);
    for (const table of ['assets', 'tracks']) assert.equal(house.count(table), 2 * events, table);
    assert.deepEqual(house.database.all('PRAGMA foreign_key_check'), []);
  });
});
