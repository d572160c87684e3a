import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Client } from 'basic-ftp';
import { ftpAccounts } from '../../src/composition/ftp-accounts.ts';
import { ftpLoginRoutes } from '../../src/rest/ftp-login-routes.ts';
import { startFtp } from '../ftp/support/ftp-bench.ts';
import { Stores } from '../intake/stores.ts';
import { serve } from './rest-fixture.ts';

const SHARED = { ftpUser: 'concierge', ftpPassword: 'what all cameras share', apiToken: '' };

async function open(context: TestContext, { reachable = false } = {}) {
  const stores = await Stores.open(context);
  const { config } = stores;
  const ftp = await startFtp(context, { accounts: ftpAccounts(SHARED, config) });
  const begun: number[] = [];
  const cameras = { begin: (id: number) => reachable && begun.push(id) > 0 };
  const routes = ftpLoginRoutes({ config, cameras, ftpPort: ftp.port, addressForCamera: () => '192.168.1.10' });
  const { send } = await serve(context, routes);
  const logIn = async ({ ftp_user: user, ftp_password: password }: { ftp_user: string; ftp_password: string }) => {
    const client = new Client();
    try {
      await client.access({ host: ftp.host, port: ftp.port, user, password });
      return await client.pwd();
    } finally {
      client.close();
    }
  };
  return { stores, config, ftp, begun, send, logIn };
}

test('a camera gets a login of its own, shown once, that its FTP client is let in with', async (context) => {
  const { stores, config, ftp, send, logIn } = await open(context);
  const id = await stores.addCamera('Front Door');
  const answer = await send('POST', `/rest/cameras/${id}/ftp_login/`);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  const { ftp_user: user, ftp_password: password, ...rest } = Object(answer.body);
  assert.deepEqual(rest, {
    ftp_host: '192.168.1.10',
    ftp_port: ftp.port,
    folder: '/Front Door',
    given_to_camera: false,
  });
  for (const text of [user, password]) assert.match(text, /^[a-zA-Z0-9]{7,31}$/);
  assert.equal(await logIn({ ftp_user: user, ftp_password: password }), '/');
  assert.equal(config.read().cameras[0]?.ftp_user, user);
  assert.equal(
    await logIn({ ftp_user: SHARED.ftpUser, ftp_password: SHARED.ftpPassword }),
    '/',
    'the shared one stays',
  );
});

test('a new one for the same user ends the old one, and no two cameras have the same', async (context) => {
  const { stores, send, logIn } = await open(context);
  const first = await stores.addCamera('Front');
  await stores.addCamera('Back', { ftp_user: `camera${first + 2}`, ftp_password: 'long-enough' });
  const third = await stores.addCamera('Yard');
  const old = Object((await send('POST', `/rest/cameras/${third}/ftp_login`)).body);
  assert.notEqual(old.ftp_user, `camera${third}`, 'somebody has it');
  const renewed = Object((await send('POST', `/rest/cameras/${third}/ftp_login`, {})).body);
  assert.equal(renewed.ftp_user, old.ftp_user);
  assert.notEqual(renewed.ftp_password, old.ftp_password);
  await logIn(renewed);
  await assert.rejects(logIn(old), /530/);
});

test('Concierge gives it to a camera that it can reach into', async (context) => {
  const { stores, begun, send } = await open(context, { reachable: true });
  const id = await stores.addCamera('Front');
  assert.equal(Object((await send('POST', `/rest/cameras/${id}/ftp_login`)).body).given_to_camera, true);
  assert.deepEqual(begun, [id]);
  assert.equal((await send('POST', '/rest/cameras/99/ftp_login')).status, 404);
});
