import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { placeFile } from '../../src/ftp/place-file.ts';
import { MediaRoot } from '../../src/runtime/media-root.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A file system of its own on every Linux, containers included. */
const OTHER_FILE_SYSTEM = '/dev/shm';

describe('placing a finished file', () => {
  test('moves it to its place, with its parents, and answers the name', async (context) => {
    const folder = await temporaryFolder(context);
    await writeFile(join(folder, 'part'), 'x');
    assert.equal(await placeFile(new MediaRoot(folder), join(folder, 'part'), 'a/b/c.jpg'), 'a/b/c.jpg');
    assert.deepEqual((await readdir(folder, { recursive: true })).sort(), ['a', 'a/b', 'a/b/c.jpg']);
  });

  test('numbers names without an extension, too', async (context) => {
    const folder = await temporaryFolder(context);
    for (const expected of ['plain', 'plain~2', 'plain~3']) {
      await writeFile(join(folder, 'part'), expected);
      assert.equal(await placeFile(new MediaRoot(folder), join(folder, 'part'), 'plain'), expected);
    }
  });

  test('stays quick and overwrites nothing when a camera sends one name for ever', async (context) => {
    const folder = await temporaryFolder(context);
    const root = new MediaRoot(folder);
    const names = new Set<string>();
    for (let index = 0; index < 100; index++) {
      await writeFile(join(folder, 'part'), String(index));
      names.add(await placeFile(root, join(folder, 'part'), 'snap.jpg'));
    }
    assert.equal(names.size, 100);
    assert.ok(names.has('snap~20.jpg'));
    assert.ok([...names].every((name) => /^snap(~\d+)?\.jpg$/.test(name)));
  });

  test('works across file systems, and overwrites nothing there either', async (context) => {
    const here = await temporaryFolder(context);
    if (!existsSync(OTHER_FILE_SYSTEM) || (await stat(here)).dev === (await stat(OTHER_FILE_SYSTEM)).dev) {
      context.skip(`${OTHER_FILE_SYSTEM} is no other file system here`);
      return;
    }
    const there = await mkdtemp(join(OTHER_FILE_SYSTEM, 'concierge-test-'));
    context.after(() => rm(there, { recursive: true, force: true }));
    for (const expected of ['a.jpg', 'a~2.jpg']) {
      await writeFile(join(here, 'part'), expected);
      assert.equal(await placeFile(new MediaRoot(there), join(here, 'part'), 'a.jpg'), expected);
    }
    assert.deepEqual((await readdir(there)).sort(), ['a.jpg', 'a~2.jpg']);
    assert.equal(await readFile(join(there, 'a~2.jpg'), 'utf8'), 'a~2.jpg');
    assert.deepEqual(await readdir(here), []);
  });
});
