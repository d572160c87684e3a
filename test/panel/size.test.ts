import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

const PROJECT = join(import.meta.dirname, '../..');
const BUILT = join(PROJECT, 'build/panel');

test('all of the panel\u2019s script is at most 100 kB in any language, compressed', async (context) => {
  await promisify(execFile)(join(PROJECT, 'script/build-panel'));
  const names = (await readdir(join(BUILT, 'assets'))).filter((name) => name.endsWith('.js'));
  const isLanguage = (name: string) => /^(en|de|nl|fr)-/.test(name);
  const languages = await Promise.all(names.filter(isLanguage).map(compressedSize));
  const others = await Promise.all(names.filter((name) => !isLanguage(name)).map(compressedSize));
  assert.equal(languages.length, 4, 'each language is one script');
  assert.ok(Math.min(...languages) > 4000, 'the words are in it');
  const total = others.reduce((sum, size) => sum + size, Math.max(...languages));
  context.diagnostic(`${others.length} scripts and a language, ${total} bytes compressed`);
  assert.ok(total > 0 && total <= 100_000, `${total} bytes`);
});

async function compressedSize(name: string): Promise<number> {
  return gzipSync(await readFile(join(BUILT, 'assets', name))).length;
}

test('its page has no script or style of its own, and nothing from elsewhere', async () => {
  const page = await readFile(join(BUILT, 'index.html'), 'utf8');
  assert.doesNotMatch(page, /<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/);
  const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
  assert.ok(addresses.length >= 2);
  for (const address of addresses) assert.match(address, /^\.\/assets\//);
});
