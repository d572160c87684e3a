import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { AddOnProcess } from '../support/add-on-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('an add-on that is killed leaves no influxd behind, which would hold the port of the next', async (context) => {
  const [tools, dataDir, rootDir] = [
    await temporaryFolder(context),
    await temporaryFolder(context),
    await temporaryFolder(context),
  ];
  const pidFile = join(tools, 'pid');
  await writeFile(join(tools, 'influxd'), `#!/bin/sh\necho $$ >'${pidFile}'\nexec sleep 600\n`, { mode: 0o755 });
  await writeFile(join(dataDir, 'options.json'), '{"influxdb": "bundled"}');
  const addOn = await AddOnProcess.start({ rootDir, dataDir, path: `${tools}:${process.env['PATH']}` });
  context.after(() => addOn.kill());
  const pid = await until(async () => Number(await readFile(pidFile, 'utf8').catch(() => '')) || null);
  assert.ok(await isRunning(pid));
  await addOn.kill();
  await until(async () => ((await isRunning(pid)) ? null : 'gone'));
});

/** A process that has ended and was not waited for is a zombie. */
async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat !== '' && !/^\d+ \(.*\) Z/.test(stat);
}

/** What another process does is no event of ours: it is asked for until it is there. */
async function until<Value>(ask: () => Promise<Value | null>): Promise<Value> {
  for (const deadlineMs = Date.now() + 120_000; Date.now() < deadlineMs; await delay(20)) {
    const value = await ask();
    if (value !== null) return value;
  }
  throw new Error('It did not come about within two minutes.');
}
