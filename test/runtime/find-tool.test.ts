import assert from 'node:assert/strict';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { findTool } from '../../src/runtime/find-tool.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('finding ffmpeg', () => {
  test('takes the first on the search path that can be run', async (context) => {
    const [first, second] = [await temporaryFolder(context), await temporaryFolder(context)];
    await writeFile(join(first, 'ffmpeg'), 'no program');
    await writeFile(join(second, 'ffmpeg'), '#!/bin/sh\n');
    await chmod(join(second, 'ffmpeg'), 0o755);
    assert.equal(findTool('ffmpeg', `${first}:${second}`), join(second, 'ffmpeg'));
  });

  test('falls back to another than the search path', async (context) => {
    assert.notEqual(
      findTool('ffprobe', await temporaryFolder(context)),
      join(await temporaryFolder(context), 'ffprobe'),
    );
  });
});
