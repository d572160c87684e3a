import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Router } from 'express';
import type { NamedHealth } from '../../src/ports/panel/live-message.ts';
import { ingressGuard } from '../../src/rest/access-guard.ts';
import { ingressRoutes } from '../../src/rest/ingress-routes.ts';
import { panelFiles } from '../../src/rest/panel/panel-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { serve } from './rest-fixture.ts';

const NO_API = [Router()];

test('/health answers every service\u2019s state, 200 while all work, else 503', async (context) => {
  const services: NamedHealth[] = [];
  const routes = ingressRoutes({ health: () => services, files: Router(), api: NO_API });
  const { send } = await serve(context, routes, { guard: ingressGuard() });
  services.push({ name: 'FTP', state: 'running', detail: 'port 21' });
  services.push({ name: 'Home Assistant', state: 'degraded', detail: 'not connected' });
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
    services[2] = { name: 'clips', state, detail: 'gone' };
    assert.equal((await send('GET', '/health')).status, 503, state);
  }
});

test('the panel\u2019s page runs its own scripts alone; its files are kept, the page is not', async (context) => {
  const folder = await temporaryFolder(context);
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'assets', 'index-abc.js'), '1;');
  const { send } = await serve(context, ingressRoutes({ health: () => [], files: panelFiles(folder), api: NO_API }), {
    guard: ingressGuard(),
  });
  const notBuilt = await send('GET', '/');
  assert.equal(notBuilt.status, 503);
  assert.match(String(notBuilt.body), /script\/setup/);
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  const { status, headers, body } = await send('GET', '/');
  assert.equal(status, 200);
  assert.equal(body, '<!doctype html>');
  const policy = headers.get('content-security-policy') ?? '';
  for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'self'"]) {
    assert.ok(policy.includes(rule), rule);
  }
  assert.doesNotMatch(policy, /unsafe|\*|https?:/);
  assert.equal(headers.get('cache-control'), 'no-store');
  const script = await send('GET', '/assets/index-abc.js');
  assert.match(script.headers.get('content-type') ?? '', /javascript/);
  assert.match(script.headers.get('cache-control') ?? '', /immutable/);
  for (const path of ['/assets/', '/assets/missing.js', '/assets/..%2f..%2fpackage.json', '/index.html']) {
    assert.equal((await send('GET', path)).status, 404, path);
  }
});
