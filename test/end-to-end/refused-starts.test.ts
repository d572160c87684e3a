import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { AddOnProcess, type AddOnSettings, freePortOffset } from '../support/add-on-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Each is one line in words, and exit code 1. */
describe('a start that cannot be', () => {
  test('a port in use', async (context) => {
    const portOffset = await freePortOffset();
    const taken = createServer().listen(21 + portOffset, '127.0.0.1');
    await once(taken, 'listening');
    context.after(() => taken.close());
    await refuses(context, { portOffset }, new RegExp(`.*${21 + portOffset}.*\\(PORT_IN_USE\\)`));
  });

  test('invalid options', async (context) => {
    const dataDir = await temporaryFolder(context);
    await writeFile(join(dataDir, 'options.json'), '{"log_level": "loud"}');
    await refuses(context, { dataDir }, /log_level is "loud".*trace, debug.*\(OPTIONS_INVALID\)/);
  });

  test('a file where a folder should be', async (context) => {
    const folder = await temporaryFolder(context);
    await writeFile(join(folder, 'file'), '');
    await refuses(context, { rootDir: join(folder, 'file') }, /ROOT_DIR.*a file is.*\(FOLDER_UNWRITABLE\)/);
    await refuses(context, { dataDir: join(folder, 'file/x') }, /DATA_DIR.*a file is.*\(FOLDER_UNWRITABLE\)/);
  });

  // Node's own way to make a folder with its parents never ends there.
  test('a folder that the file system never makes', async (context) => {
    await refuses(context, { rootDir: '/proc/nope' }, /ROOT_DIR "\/proc\/nope".*\(FOLDER_UNWRITABLE\)/);
    await refuses(context, { dataDir: '/proc/nope/state' }, /DATA_DIR.*\(FOLDER_UNWRITABLE\)/);
  });

  for (const name of ['credentials.json', 'media.key', 'secret.key', 'concierge.db', 'config.json'])
    test(`a folder in the place of ${name}`, async (context) => {
      const dataDir = await temporaryFolder(context);
      await mkdir(join(dataDir, name));
      await refuses(context, { dataDir }, new RegExp(`${name}.*\\((FOLDER_UNWRITABLE|STORE_CORRUPT)\\)`));
    });

  test('a machine without ffmpeg', async (context) => {
    const path = await temporaryFolder(context);
    await refuses(context, { path }, /Install ffmpeg.*\(TOOL_MISSING\)/);
  });

  test('a second one with the same DATA_DIR, which leaves the first in peace', async (context) => {
    const dataDir = await temporaryFolder(context);
    const first = await AddOnProcess.start({ rootDir: await temporaryFolder(context), dataDir });
    context.after(() => first.kill());
    await refuses(context, { dataDir }, /another Concierge runs with it.*\(ALREADY_RUNNING\)/);
    assert.equal((await fetch(first.url('ingress', '/health'))).status, 200);
    await first.kill();
    const next = await AddOnProcess.start({ ...first.settings });
    context.after(() => next.kill());
    assert.equal(await next.stop(), 0);
  });
});

async function refuses(context: TestContext, settings: Partial<AddOnSettings>, line: RegExp): Promise<void> {
  const folders = { rootDir: await temporaryFolder(context), dataDir: await temporaryFolder(context) };
  const addOn = await AddOnProcess.launch({ ...folders, ...settings });
  context.after(() => addOn.kill());
  await addOn.line(/^Concierge cannot run: /, 60_000);
  assert.equal(await addOn.exitCode(), 1);
  const said = addOn.lines.join('\n');
  assert.match(said, new RegExp(`^Concierge cannot run: .*${line.source}$`, 'm'));
  assert.doesNotMatch(said, /^ +at /m, 'no stack trace');
}
