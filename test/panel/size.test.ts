import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

const PROJECT = join(import.meta.dirname, '../..');
const BUILT = join(PROJECT, 'build/panel');

test('all of the panel\u2019s script is at most 100 kB, compressed', async (context) => {
  await promisify(execFile)(join(PROJECT, 'script/build-panel'));
  const names = (await readdir(join(BUILT, 'assets'))).filter((name) => name.endsWith('.js'));
  const scripts = await Promise.all(names.map((name) => readFile(join(BUILT, 'assets', name))));
  const sizes = scripts.map((script) => gzipSync(script).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  context.diagnostic(`${names.length} scripts, ${total} bytes compressed`);
  assert.ok(total > 0 && total <= 100_000, `${total} bytes`);
});

test('its page has no script or style of its own, and nothing from elsewhere', async () => {
  const page = await readFile(join(BUILT, 'index.html'), 'utf8');
  assert.doesNotMatch(page, /<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/);
  const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
  assert.ok(addresses.length >= 2);
  for (const address of addresses) assert.match(address, /^\.\/assets\//);
});
