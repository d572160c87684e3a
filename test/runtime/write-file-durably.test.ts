import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { sweepUnfinished } from '../../src/runtime/sweep-unfinished.ts';
import { writeFileDurably } from '../../src/runtime/write-file-durably.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('writing a file durably', () => {
  test('says what is in the way, and leaves nothing behind', async (context) => {
    const folder = await temporaryFolder(context);
    await assert.rejects(writeFileDurably(join(folder, 'missing/file'), ''), {
      code: 'FOLDER_UNWRITABLE',
      message: /missing\/file": no such folder/,
    });
    await writeFile(join(folder, 'file'), '');
    await assert.rejects(writeFileDurably(join(folder, 'file/below'), ''), { message: /a file is where a folder/ });
    assert.deepEqual(await readdir(folder), ['file']);
  });

  test('what a kill left unfinished goes at the next start, and nothing else', async (context) => {
    const folder = await temporaryFolder(context);
    const others = ['config.json', 'mine.tmp', 'concierge.db.tmp'];
    for (const name of [...others, `config.json.${crypto.randomUUID()}.tmp`]) await writeFile(join(folder, name), 'x');
    await sweepUnfinished(folder);
    assert.deepEqual((await readdir(folder)).sort(), others.sort());
  });
});
