import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Router } from 'express';
import { ConciergeError, type ErrorCode } from '../../src/domain/concierge-error.ts';
import { recordingLogger } from '../support/test-logger.ts';
import { blamed, messageIn, serve } from './rest-fixture.ts';

function echo(): Router {
  const router = Router();
  router.post('/echo', (request, response) => void response.status(201).json(request.body ?? null));
  router.get('/fails/:code', (request) => {
    const { code } = request.params;
    if (code === 'bug') throw new TypeError('a secret of the inside');
    throw new ConciergeError(code as ErrorCode, 'Cannot do it.'); // the tests' own codes
  });
  return router;
}

describe('a body', () => {
  test('may be gzipped, and up to 1 MiB', async (context) => {
    const { port, send } = await serve(context, echo());
    const body = { text: 'x'.repeat(1024 * 1024 - 20) };
    assert.deepEqual((await send('POST', '/echo', body)).body, body);
    const gzipped = await fetch(`http://127.0.0.1:${port}/echo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync('{"a":1}'),
    });
    assert.deepEqual(await gzipped.json(), { a: 1 });
  });

  test('may have brackets in its text', async (context) => {
    const { send } = await serve(context, echo());
    const body = { text: `\\" ${'['.repeat(1000)} \\`, list: [[[{ a: '"{' }]]] };
    assert.deepEqual((await send('POST', '/echo', body)).body, body);
  });

  test('above 1 MiB is refused with 413, zipped or not', async (context) => {
    const { port, send } = await serve(context, echo());
    const answer = await send('POST', '/echo', { text: 'x'.repeat(1024 * 1024) });
    assert.equal(answer.status, 413);
    assert.deepEqual(blamed(answer), ['body']);
    const bomb = await fetch(`http://127.0.0.1:${port}/echo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync(`{"a":"${'x'.repeat(50_000_000)}"}`),
    });
    assert.equal(bomb.status, 413);
  });

  for (const [words, body] of [
    ['nested deeper than anything of ours', `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['nested beyond its end', '['.repeat(400_000)],
    ['malformed', '{"a":'],
    ['a number', '7'],
    ['not JSON', 'a=1&b=2'],
  ] as const) {
    test(`that is ${words} is refused without a stack`, async (context) => {
      const { send } = await serve(context, echo());
      const answer = await send('POST', '/echo', body);
      assert.equal(answer.status, 400);
      assert.deepEqual(blamed(answer), ['body']);
      assert.doesNotMatch(JSON.stringify(answer.body), /at .*\.[jt]s|node_modules|SyntaxError/);
    });
  }

  for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
    test(`of the type ${type}, which any web page can send, is refused`, async (context) => {
      const { send } = await serve(context, echo());
      const answer = await send('POST', '/echo', '{"a":1}', { 'content-type': type });
      assert.equal(answer.status, 400);
      assert.match(messageIn(answer)['body'] ?? '', /Content-Type: application\/json/);
    });
  }
});

describe('an error', () => {
  const statuses: [code: string, status: number, field: string][] = [
    ['FILE_MISSING', 404, 'file'],
    ['PATH_OUTSIDE_ROOT', 400, 'file'],
    ['MEDIA_UNREADABLE', 400, 'file'],
    ['MEDIA_TOO_LARGE', 400, 'file'],
    ['WORKER_CRASHED', 503, 'service'],
    ['WORKER_TIMED_OUT', 503, 'service'],
    ['MODEL_UNAVAILABLE', 503, 'service'],
    ['FOLDER_UNWRITABLE', 500, 'error'],
    ['bug', 500, 'error'],
  ];
  for (const [code, status, field] of statuses) {
    test(`${code} is answered ${status} and blames ${field}`, async (context) => {
      const { send } = await serve(context, echo());
      const answer = await send('GET', `/fails/${code}`);
      assert.equal(answer.status, status);
      assert.deepEqual(blamed(answer), [field]);
    });
  }

  test('of ours shows nothing of the inside to the caller, and all of it in the log', async (context) => {
    const { logger, lines } = recordingLogger();
    const { send } = await serve(context, echo(), { logger });
    const answer = await send('GET', '/fails/bug');
    assert.doesNotMatch(JSON.stringify(answer.body), /secret/);
    assert.match(lines.join(), /a secret of the inside.*rest-app\.test\.ts/);
  });
});

test('what is not there is answered 404 in JSON, and a path that cannot be decoded 400', async (context) => {
  const { send } = await serve(context, echo());
  const answer = await send('GET', '/nowhere');
  assert.equal(answer.status, 404);
  assert.deepEqual(blamed(answer), ['path']);
  assert.equal(answer.headers.get('x-powered-by'), null);
  assert.equal((await send('GET', '/fails/%E0%A4%A')).status, 400);
});

test('the log of requests holds no token', async (context) => {
  const { logger, lines } = recordingLogger();
  const { send } = await serve(context, echo(), { logger });
  await send('POST', '/echo?token=hush', {}, { authorization: 'Bearer hush' });
  await send('GET', '/nowhere?token=hush');
  assert.ok(lines.length > 0);
  assert.doesNotMatch(lines.join(), /hush/);
});
