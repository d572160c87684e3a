import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { PublishedLayouts } from '../../src/publish/mqtt/published-layouts.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { recordingLogger } from '../support/test-logger.ts';

describe('published layouts', () => {
  test('are remembered by the next process, and grow until a device is forgotten', async (context) => {
    const path = join(await temporaryFolder(context), 'layouts.json');
    const { logger } = recordingLogger();
    const layouts = new PublishedLayouts(path, logger);
    await layouts.load();
    await Promise.all([
      layouts.add(
        new Map([
          ['a', { x: 'sensor' }],
          ['b', { y: 'switch' }],
        ]),
      ),
      layouts.add(new Map([['a', { z: 'image' }]])),
      layouts.forget('b'),
    ]);
    const next = new PublishedLayouts(path, logger);
    await next.load();
    assert.deepEqual(next.deviceIds(), ['a']);
    assert.deepEqual(next.layout('a'), { x: 'sensor', z: 'image' });
  });

  test('a file that is not ours is set aside, not overwritten', async (context) => {
    for (const content of ['{', '[]', '{"a": 5}', '{"a": {"x": 1}}']) {
      const path = join(await temporaryFolder(context), 'layouts.json');
      await writeFile(path, content);
      const { logger, lines } = recordingLogger();
      const layouts = new PublishedLayouts(path, logger);
      await layouts.load();
      assert.deepEqual(layouts.deviceIds(), []);
      assert.equal(await readFile(`${path}.corrupt`, 'utf8'), content);
      assert.equal(lines.length, 1);
    }
  });

  test('a folder that cannot be written costs a line in the log, nothing else', async (context) => {
    const { logger, lines } = recordingLogger();
    const layouts = new PublishedLayouts(join(await temporaryFolder(context), 'missing', 'layouts.json'), logger);
    await layouts.add(new Map([['a', { x: 'sensor' }]]));
    assert.deepEqual(layouts.layout('a'), { x: 'sensor' });
    assert.equal(lines.length, 1);
  });
});
