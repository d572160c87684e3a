import assert from 'node:assert/strict';
import { once } from 'node:events';
import { symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { Stores } from '../intake/stores.ts';
import { backEnd, serve } from './rest-fixture.ts';

async function open(context: TestContext) {
  const stores = await Stores.open(context);
  return { stores, ...(await serve(context, backEnd(stores))) };
}

/** A request line as it is: fetch would tidy up its path first. */
async function rawStatus(port: number, path: string): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  let text = '';
  socket.on('data', (piece) => {
    text += piece;
  });
  await once(socket, 'close');
  return Number(text.split(' ')[1]);
}

describe('a file under ROOT_DIR', () => {
  test('is served by byte ranges, as what it is and nothing else', async (context) => {
    const { stores, port, send } = await open(context);
    await stores.put('2026/a b#1.mp4', { sizeBytes: 5000 });
    const whole = await send('GET', '/2026/a%20b%231.mp4');
    assert.equal(whole.status, 200);
    assert.equal(whole.headers.get('content-type'), 'video/mp4');
    assert.equal(whole.headers.get('content-length'), '5000');
    assert.equal(whole.headers.get('accept-ranges'), 'bytes');
    assert.equal(whole.headers.get('x-content-type-options'), 'nosniff');
    const part = await send('GET', '/2026/a%20b%231.mp4', undefined, { range: 'bytes=100-199' });
    assert.equal(part.status, 206);
    assert.equal(part.headers.get('content-range'), 'bytes 100-199/5000');
    assert.equal(String(part.body).length, 100);
    const beyond = await send('GET', '/2026/a%20b%231.mp4', undefined, { range: 'bytes=9000-' });
    assert.equal(beyond.status, 416);
    assert.equal(beyond.headers.get('content-range'), 'bytes */5000');
    assert.equal(beyond.headers.get('content-type'), 'application/json; charset=utf-8', 'its body is no clip');
    assert.equal(beyond.headers.get('last-modified'), null);
    const tag = whole.headers.get('etag') ?? '';
    assert.equal(
      (await send('GET', '/2026/a%20b%231.mp4', undefined, { 'if-none-match': tag, 'cache-control': 'max-age=0' }))
        .status,
      304,
    );
    const range = { range: 'bytes=100-199' };
    assert.match(tag, /^"/, 'a weak tag does not let a player put ranges together');
    for (const [condition, status] of [
      [tag, 206],
      ['"another"', 200],
    ] as const) {
      const answer = await send('GET', '/2026/a%20b%231.mp4', undefined, { ...range, 'if-range': condition });
      assert.equal(answer.status, status, condition);
    }
    const head = await fetch(`http://127.0.0.1:${port}/2026/a%20b%231.mp4`, { method: 'HEAD' });
    assert.equal(head.headers.get('content-length'), '5000');
  });

  test('may be a snapshot of ours', async (context) => {
    const { stores, send } = await open(context);
    await stores.put('concierge-snapshots/one.jpg');
    assert.equal((await send('GET', '/concierge-snapshots/one.jpg')).headers.get('content-type'), 'image/jpeg');
  });

  const hidden = [
    '/.incoming/half.jpg',
    '/a/.secret.jpg',
    '/page.html',
    '/notes.txt',
    '/gone.jpg',
    '/a',
    '/a/',
    '/dir.jpg',
  ];
  for (const path of hidden) {
    test(`is not served at ${path}`, async (context) => {
      const { stores, send } = await open(context);
      for (const file of ['.incoming/half.jpg', 'a/.secret.jpg', 'page.html', 'notes.txt', 'dir.jpg/inside.txt']) {
        await stores.put(file);
      }
      assert.ok([400, 404].includes((await send('GET', path)).status));
    });
  }

  test('is not served when a link leads out, or to what is hidden', async (context) => {
    const { stores, send } = await open(context);
    await stores.linkOut('out.jpg');
    await symlink(stores.outside, join(stores.rootDir, 'folder'));
    await stores.put('.incoming/half.jpg');
    await symlink(join(stores.rootDir, '.incoming/half.jpg'), join(stores.rootDir, 'inside.jpg'));
    for (const path of ['/out.jpg', '/folder/secret.jpg', '/inside.jpg']) {
      const answer = await send('GET', path);
      assert.ok([400, 404].includes(answer.status), `${path}: ${answer.status}`);
      assert.doesNotMatch(JSON.stringify(answer.body), /secret$/);
    }
  });

  test('is not served from outside, however the way there is written', async (context) => {
    const { stores, port } = await open(context);
    await writeFile(join(stores.outside, 'secret.jpg'), 'secret');
    const ways = ['/../outside/secret.jpg', '/%2e%2e/outside/secret.jpg', '/..%2foutside%2fsecret.jpg'];
    ways.push('/a/..\\..\\outside\\secret.jpg', '//../outside/secret.jpg', '/%00.jpg', '/%zz.jpg', '/....//secret.jpg');
    for (const way of ways) {
      const status = await rawStatus(port, way);
      assert.ok([400, 404].includes(status), `${way}: ${status}`);
    }
  });
});
