import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import sharp from 'sharp';
import { renderDrawing } from '../../addon/art/render.ts';
import { ERROR_CODES } from '../../src/domain/concierge-error.ts';
import { missingTool, NO_CHECKOUT, PROJECT, readText, runTool, trackedFiles } from './project-files.ts';

describe('pictures of the add-on', () => {
  for (const [name, width, height] of [
    ['icon', 128, 128],
    ['logo', 250, 100],
  ] as const) {
    test(`${name}.png is ${width} x ${height}, transparent, and what its drawing shows`, async () => {
      const picture = readFileSync(`${PROJECT}${name}.png`);
      const metadata = await sharp(picture).metadata();
      assert.deepEqual([metadata.format, metadata.width, metadata.height], ['png', width, height]);
      const shown = await sharp(picture).ensureAlpha().raw().toBuffer();
      const drawn = await sharp(await renderDrawing(name))
        .ensureAlpha()
        .raw()
        .toBuffer();
      const furthest = shown.reduce((most, value, index) => Math.max(most, Math.abs(value - (drawn[index] ?? 0))), 0);
      // Renderers differ by a shade; a drawing that was changed differs by far more.
      assert.ok(furthest <= 32, `differs by ${furthest} of 255: run addon/art/render.ts`);
      assert.equal(shown[3], 0);
    });
  }
});

describe('docs/errors.md', () => {
  test('has a section for every error code, in the order of the code, and no other', () => {
    const sections = readText('docs/errors.md').split(/^## /m).slice(1);
    assert.deepEqual(
      sections.map((section) => section.split('\n', 1)[0]),
      [...ERROR_CODES],
    );
    for (const section of sections) assert.ok(section.length > 150, `says too little: ${section}`);
  });
});

describe('shell scripts', () => {
  const noShellcheck = missingTool('shellcheck');

  test('pass shellcheck', { skip: NO_CHECKOUT || noShellcheck }, () => {
    const scripts = trackedFiles()
      .map(({ path }) => path)
      .filter((path) => /^#!.*\b(ba|da)?sh\b/.test(readText(path).split('\n', 1)[0] ?? ''));
    for (const expected of ['.ci/run', 'script/setup', 'script/test', 'rootfs/etc/s6-overlay/s6-rc.d/concierge/run']) {
      assert.ok(scripts.includes(expected), `${expected} was not checked`);
    }
    const check = runTool('shellcheck', ['--severity=style', '--external-sources', ...scripts]);
    assert.equal(check.status, 0, check.stdout);
  });
});
