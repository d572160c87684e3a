import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ingressGuard } from '../../src/rest/access-guard.ts';
import { ingressRoutes } from '../../src/rest/ingress-routes.ts';
import type { Service, ServiceHealth } from '../../src/runtime/service.ts';
import { serve } from './rest-fixture.ts';

const access = { ftpPort: 21, ftpUser: 'concierge', ftpPassword: 'pass<b>word', apiToken: 'token' };

function service(name: string, health: ServiceHealth): Service {
  return { name, start: async () => {}, stop: async () => {}, health: () => health };
}

test('/health answers every service\u2019s state, 200 while all work, else 503', async (context) => {
  const services: Service[] = [];
  const { send } = await serve(
    context,
    ingressRoutes(() => services, access),
    { guard: ingressGuard() },
  );
  services.push(service('FTP', { state: 'running', detail: 'port 21' }));
  services.push(service('Home Assistant', { state: 'degraded', detail: 'not connected' }));
  const well = await send('GET', '/health');
  assert.equal(well.status, 200);
  assert.deepEqual(well.body, {
    status: 'ok',
    services: [
      { name: 'FTP', state: 'running', detail: 'port 21' },
      { name: 'Home Assistant', state: 'degraded', detail: 'not connected' },
    ],
  });
  for (const state of ['failed', 'starting', 'stopped'] as const) {
    services[2] = service('clips', { state, detail: 'gone' });
    assert.equal((await send('GET', '/health')).status, 503, state);
  }
});

test('the page shows health, runs nothing, and takes no word of a service for markup', async (context) => {
  const services = [service('<b>FTP', { state: 'failed', detail: '"><script>alert(1)</script>' })];
  const { send } = await serve(
    context,
    ingressRoutes(() => services, access),
    { guard: ingressGuard() },
  );
  const { status, headers, body } = await send('GET', '/');
  assert.equal(status, 200);
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
  assert.match(String(body), /Concierge needs attention/);
  for (const shown of ['concierge', 'pass&#60;b&#62;word', 'token'])
    assert.ok(String(body).includes(`<code>${shown}</code>`), shown);
  assert.doesNotMatch(String(body), /<script|<b>|style="|href="\//);
  assert.equal((await send('GET', '/style.css')).headers.get('content-type'), 'text/css; charset=utf-8');
});
