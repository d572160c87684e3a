import assert from 'node:assert/strict';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

const SOURCES = join(import.meta.dirname, '../../addon/panel/src');
const PLACEHOLDER = /\{\w+\}/g;

test('every language says everything that English says, with the same things filled in', async () => {
  let looked = 0;
  for await (const file of glob('**/*messages.ts', { cwd: SOURCES })) {
    const { t } = await import(join(SOURCES, file));
    const said: Record<string, Record<string, string>> = t.messages;
    const { en, ...others } = said;
    assert.ok(en);
    assert.deepEqual(Object.keys(others).sort(), ['de', 'fr', 'nl'], file);
    for (const [language, texts] of Object.entries(others)) {
      assert.deepEqual(Object.keys(texts).sort(), Object.keys(en).sort(), `${file} in ${language}`);
      for (const [key, english] of Object.entries<string>(en)) {
        const text: string = texts[key] ?? '';
        assert.ok(text.trim() !== '', `${file}: ${key} in ${language} is empty`);
        assert.deepEqual(
          text.match(PLACEHOLDER)?.sort(),
          english.match(PLACEHOLDER)?.sort(),
          `${file}: ${key} in ${language}`,
        );
      }
    }
    looked++;
  }
  assert.ok(looked >= 4, 'the files with messages were found');
});
