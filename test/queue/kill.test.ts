import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, test } from 'node:test';
import { openHistory } from '../store/history-fixture.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const WRITER = join(import.meta.dirname, 'killed-writer.ts');

/** Lets the writer work for so many steps, kills it in the middle of the next, and answers what it said. */
async function workAndKill(folder: string, run: number, steps: number): Promise<string[]> {
  const child = spawn(process.execPath, [WRITER, folder, String(run)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === steps) child.kill('SIGKILL');
  }
  const [, signal] = await exited;
  assert.equal(signal, 'SIGKILL', 'the writer ended by itself');
  return lines;
}

const idsOf = (lines: readonly string[], word: string) =>
  lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));

describe('a kill at any moment', () => {
  test('loses no asset and no job, doubles none, and announces nothing twice', async (context) => {
    const folder = await temporaryFolder(context);
    const said: string[] = [];
    for (const [run, steps] of [1, 7, 40, 133, 260].entries()) said.push(...(await workAndKill(folder, run, steps)));
    const { database, history } = openHistory(context, folder, new ManualClock());

    for (const id of idsOf(said, 'added')) assert.ok(history.asset(Number(id)), `asset ${id} is lost`);
    for (const id of idsOf(said, 'analysed')) assert.equal(history.asset(Number(id))?.state, 'analysed');
    const announced = idsOf(said, 'announced');
    assert.equal(new Set(announced).size, announced.length, 'an event was announced twice');

    const count = (sql: string) => database.get(`SELECT count(*) AS n FROM ${sql}`)?.number('n');
    const withoutJob = "assets WHERE state = 'waiting' AND id NOT IN (SELECT asset_id FROM jobs)";
    assert.equal(count(withoutJob), 0, 'an asset waits without a job');
    assert.equal(
      count("jobs j JOIN assets a ON a.id = j.asset_id WHERE a.state = 'analysed'"),
      0,
      'a job is left over',
    );
    const trackless = "assets a WHERE state = 'analysed' AND (SELECT count(*) FROM tracks WHERE asset_id = a.id) <> 2";
    assert.equal(count(trackless), 0, 'an analysis was kept in part or twice');
    assert.equal(count('assets WHERE event_id IS NULL OR recording_id IS NULL'), 0);
    assert.equal(database.get('PRAGMA integrity_check')?.text('integrity_check'), 'ok');
    assert.deepEqual(database.all('PRAGMA foreign_key_check'), []);
  });
});
