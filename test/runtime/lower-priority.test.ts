import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';

const SCRIPT = join(import.meta.dirname, 'lowered.ts');

test('every thread of a process lets others go first, and so does the session that it leads', async () => {
  const child = spawn(process.execPath, [SCRIPT], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const { niceness, session } = JSON.parse(await text(child.stdout));
  assert.ok(niceness.length > 4, 'Node begins threads of its own');
  assert.deepEqual([...new Set(niceness)], [10]);
  // Null where the system shares processors otherwise; it cannot be set there.
  if (session !== null) assert.match(session, /nice 10/);
});
