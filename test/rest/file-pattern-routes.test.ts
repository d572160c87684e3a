import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { backEndRoutes } from '../../src/rest/back-end-routes.ts';
import { Stores } from '../intake/stores.ts';
import { blamed, messageIn, serve } from './rest-fixture.ts';

const PATH = '/rest/try_file_pattern';

async function backEnd(context: TestContext) {
  const stores = await Stores.open(context);
  return { stores, ...(await serve(context, backEndRoutes(stores))) };
}

describe('a pattern that is tried out', () => {
  test('answers what would be read out of each name, and keeps nothing', async (context) => {
    const { stores, send } = await backEnd(context);
    await stores.addCamera('Front');
    const before = stores.config.read();
    const answer = await send('POST', PATH, {
      pattern: '{camera}_*{YYYY}{MM}{DD}_{hh}{mm}{ss}',
      file_names: ['cams/Front_Door_20261122_101010.jpg', 'readme.jpg'],
    });
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.body, [
      {
        file_name: 'cams/Front_Door_20261122_101010.jpg',
        fits: true,
        camera_name: 'Front',
        taken_at: '2026-11-22 10:10:10',
        channel: null,
      },
      { file_name: 'readme.jpg', fits: false, camera_name: null, taken_at: null, channel: null },
    ]);
    assert.equal(stores.config.read(), before);
  });

  test('takes names as they are pasted, one a line', async (context) => {
    const { send } = await backEnd(context);
    const answer = await send('POST', PATH, { pattern: '{camera}', file_names: ' a.jpg\r\n\n b c.mp4 ' });
    const names = Object.values(answer.body ?? {}).map((reading) => [reading.file_name, reading.camera_name]);
    assert.deepEqual(names, [
      ['a.jpg', 'a'],
      ['b c.mp4', 'b c'],
    ]);
  });

  const bad: [what: string, body: unknown, fields: string[]][] = [
    ['without anything', {}, ['file_names', 'pattern']],
    ['without a pattern', { file_names: ['a.jpg'] }, ['pattern']],
    ['with a bad pattern', { pattern: '{camera', file_names: ['a.jpg'] }, ['pattern']],
    ['with names that are no text', { pattern: '{camera}', file_names: ['a.jpg', 7] }, ['file_names']],
    ['with an object of names', { pattern: '{camera}', file_names: { length: 2 } }, ['file_names']],
    ['with no name', { pattern: '{camera}', file_names: '\n\n' }, ['file_names']],
    ['with too many names', { pattern: '{camera}', file_names: Array(201).fill('a.jpg') }, ['file_names']],
    ['with a list in place of a body', [], ['body']],
  ];
  for (const [what, body, fields] of bad) {
    test(`is refused ${what}`, async (context) => {
      const { send } = await backEnd(context);
      const answer = await send('POST', PATH, body);
      assert.equal(answer.status, 400);
      assert.deepEqual(blamed(answer), fields);
    });
  }
});

describe('a camera type', () => {
  test('keeps its pattern, and has none unless it was given', async (context) => {
    const { send } = await backEnd(context);
    const type = { name: 'Doorbell', brand: 'Generic', file_pattern: 'bell/{camera}' };
    const made = await send('POST', '/rest/camera_types', type);
    assert.equal(made.status, 201, JSON.stringify(made.body));
    assert.equal(Object(made.body).file_pattern, 'bell/{camera}');
    assert.equal('file_pattern' in Object((await send('GET', '/rest/camera_types/1')).body), false);
  });

  test('is refused with a pattern that is none', async (context) => {
    const { send } = await backEnd(context);
    const answer = await send('POST', '/rest/camera_types', {
      name: 'Bad',
      brand: 'Generic',
      file_pattern: '{camera}*',
    });
    assert.equal(answer.status, 400);
    assert.match(messageIn(answer)['file_pattern'] ?? '', /where \{camera\} ends/);
  });
});
