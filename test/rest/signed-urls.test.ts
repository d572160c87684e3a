import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { accessGuard } from '../../src/rest/access-guard.ts';
import { signatureJudge } from '../../src/rest/signed-media.ts';
import { Stores } from '../intake/stores.ts';
import { backEnd, blamed, messageIn, serve } from './rest-fixture.ts';

const TOKEN = 'the-token-of-the-add-on';

/** Behind a guard whom loopback is as strange as the internet. */
async function open(context: TestContext) {
  const stores = await Stores.open(context);
  await stores.put('front/a b.jpg');
  await stores.put('front/secret.jpg');
  const guard = accessGuard({
    token: TOKEN,
    trustedNetworks: [],
    signature: signatureJudge(stores.signer, stores.clock),
  });
  const stranger: typeof guard = (request, response, next) => {
    Object.defineProperty(request.socket, 'remoteAddress', { value: '203.0.113.9', configurable: true });
    guard(request, response, next);
  };
  const { send, port } = await serve(context, backEnd(stores), { guard: stranger });
  const bearer = { Authorization: `Bearer ${TOKEN}` };
  const sign = (body: unknown) => send('POST', '/rest/signed_urls', body, bearer);
  return { stores, send, sign, port };
}

describe('a signed address', () => {
  test('opens its file for whoever has it, until it expires', async (context) => {
    const { stores, send, sign, port } = await open(context);
    const { status, body } = await sign({ file: '/front/a b.jpg', expires_in: 60 });
    assert.equal(status, 201);
    const { url, expires_at } = Object(body);
    assert.ok(url.startsWith(`http://127.0.0.1:${port}/front/a%20b.jpg?`), url);
    assert.equal(expires_at, new Date(stores.clock.nowMs() + 60_000).toISOString());
    const path = url.replace(/^http:\/\/[^/]*/, '');
    const opened = await send('GET', path);
    assert.equal(opened.status, 200);
    assert.equal(opened.headers.get('content-type'), 'image/jpeg');
    assert.equal((await send('HEAD', path)).status, 200);
    stores.clock.advance(60_000);
    const late = await send('GET', path);
    assert.equal(late.status, 401);
    assert.match(messageIn(late)['authorization'] ?? '', /expired/);
  });

  test('opens nothing else', async (context) => {
    const { send, sign } = await open(context);
    const { url } = Object((await sign({ file: 'front/a b.jpg' })).body);
    const { search } = new URL(url);
    for (const [method, path] of [
      ['GET', '/front/secret.jpg'],
      ['GET', '/rest/cameras/'],
      ['GET', '/front/a%20b.jpg/../secret.jpg'],
      ['DELETE', '/front/a%20b.jpg'],
      ['POST', '/rest/cameras/'],
    ] as const) {
      assert.equal((await send(method, path + search)).status, 401, `${method} ${path}`);
    }
    assert.equal((await send('GET', '/front/a%20b.jpg')).status, 401);
    assert.equal((await send('GET', `/front/a%20b.jpg${search}0`)).status, 401);
  });

  test('is made for files alone that are there, for a second to thirty days', async (context) => {
    const { sign, send } = await open(context);
    for (const [body, fields] of [
      [{}, ['file']],
      [{ file: '../state/credentials.json' }, ['file']],
      [{ file: 'front/a.txt' }, ['file']],
      [{ file: 'front/a b.jpg', expires_in: 0 }, ['expires_in']],
      [{ file: 'front/a b.jpg', expires_in: 31 * 86_400 }, ['expires_in']],
    ] as const) {
      const answer = await sign(body);
      assert.equal(answer.status, 400, JSON.stringify(body));
      assert.deepEqual(blamed(answer), fields);
    }
    assert.equal((await sign({ file: 'front/nobody.jpg' })).status, 404);
    assert.equal((await send('POST', '/rest/signed_urls', { file: 'front/a b.jpg' })).status, 401);
  });
});
