import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { describe, type TestContext, test } from 'node:test';
import { type RequestHandler, Router } from 'express';
import { accessGuard, ingressGuard } from '../../src/rest/access-guard.ts';
import { Networks } from '../../src/rest/peer-address.ts';
import { restApp } from '../../src/rest/rest-app.ts';
import { silentLogger } from '../support/test-logger.ts';
import { serve } from './rest-fixture.ts';

const TOKEN = 'a-token-of-the-add-on';

function hello(): Router {
  const router = Router();
  router.get('/hello', (_request, response) => void response.json({ hello: true }));
  return router;
}

type StatusFor = (address: string, request?: { path?: string; headers?: Record<string, string> }) => Promise<number>;

/** A real server behind this guard, whose connections say that they come from the address that a call names. */
async function guarded(context: TestContext, guard: RequestHandler): Promise<StatusFor> {
  const server = createServer(restApp({ guard, routes: [hello()], logger: silentLogger() }));
  let address = '';
  server.on('connection', (socket) => Object.defineProperty(socket, 'remoteAddress', { value: address }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => server.close());
  const port = Object(server.address()).port;
  return async (from, { path = '/hello', headers = {} } = {}) => {
    address = from;
    const sent = httpRequest({ host: '127.0.0.1', port, path, headers, agent: false });
    sent.end();
    const [response] = await once(sent, 'response');
    response.resume();
    await once(response, 'end');
    return response.statusCode;
  };
}

describe('who may come in without a token', () => {
  const guard = accessGuard({ token: TOKEN, trustedNetworks: ['192.168.7.0/24', 'fd00:1::/32', '10.0.0.9'] });
  const addresses: [address: string, status: number][] = [
    ['127.0.0.1', 200],
    ['::1', 200],
    ['::ffff:127.0.0.1', 200],
    ['172.30.32.2', 200],
    ['172.30.33.255', 200],
    ['::ffff:172.30.32.1', 200],
    ['172.30.34.1', 401],
    ['192.168.7.200', 200],
    ['::ffff:192.168.7.200', 200],
    ['192.168.8.1', 401],
    ['10.0.0.9', 200],
    ['10.0.0.10', 401],
    ['fd00:1::5', 200],
    ['fd00:1::5%eth0', 200],
    ['fd00:2::5', 401],
    ['::ffff:8.8.8.8', 401],
    ['', 401],
  ];
  for (const [address, status] of addresses) {
    test(`${address || 'nobody knows who'}: ${status}`, async (context) => {
      const statusFor = await guarded(context, guard);
      assert.equal(await statusFor(address), status);
    });
  }
});

describe('who comes from elsewhere', () => {
  const guard = accessGuard({ token: TOKEN, trustedNetworks: [] });
  const far = '203.0.113.5';

  test('needs the token, in the header or the address', async (context) => {
    const statusFor = await guarded(context, guard);
    assert.equal(await statusFor(far, { headers: { authorization: `Bearer ${TOKEN}` } }), 200);
    assert.equal(await statusFor(far, { path: `/hello?token=${TOKEN}` }), 200);
    assert.equal(await statusFor(far, { headers: { authorization: 'Bearer wrong' } }), 401);
    assert.equal(await statusFor(far, { headers: { authorization: `Basic ${TOKEN}` } }), 401);
    assert.equal(await statusFor(far, { path: '/hello?token=' }), 401);
    assert.equal(await statusFor(far, { path: `/hello?token=${TOKEN}&token=${TOKEN}` }), 401);
  });

  test('gains nothing by claiming another address', async (context) => {
    const statusFor = await guarded(context, guard);
    const headers = {
      'x-forwarded-for': '127.0.0.1',
      'x-real-ip': '::1',
      forwarded: 'for=127.0.0.1',
      host: 'localhost',
    };
    assert.equal(await statusFor(far, { headers }), 401);
  });

  test('finds no token that fits when none is configured', async (context) => {
    const statusFor = await guarded(context, accessGuard({ token: '', trustedNetworks: [] }));
    assert.equal(await statusFor(far, { path: '/hello?token=' }), 401);
    assert.equal(await statusFor(far, { headers: { authorization: 'Bearer ' } }), 401);
  });
});

test('ingress is for Home Assistant and this machine alone', async (context) => {
  const statusFor = await guarded(context, ingressGuard());
  assert.equal(await statusFor('172.30.32.2'), 200);
  assert.equal(await statusFor('127.0.0.1'), 200);
  assert.equal(await statusFor('172.30.32.3'), 403);
  assert.equal(await statusFor('192.168.1.2', { headers: { 'x-forwarded-for': '172.30.32.2' } }), 403);
});

test('a network that is none is named at once', () => {
  for (const network of ['192.168.1.0/33', 'fd00::/129', 'home', '10.0.0.0/8/8', '10.0.0.0/', '']) {
    const names = (error: unknown) => error instanceof Error && error.message.includes(`"${network}"`);
    assert.throws(() => new Networks([network]), names, network);
  }
});

test('over a real connection, loopback comes in whatever it claims to be', async (context) => {
  const guard = accessGuard({ token: TOKEN, trustedNetworks: [] });
  const { send } = await serve(context, hello(), { guard });
  assert.equal((await send('GET', '/hello', undefined, { 'x-forwarded-for': '203.0.113.5' })).status, 200);
});
