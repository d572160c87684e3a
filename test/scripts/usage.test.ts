import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from 'node:test';

const ROOT = join(import.meta.dirname, '../..');
const SCRIPTS = ['setup', 'demo', 'test', 'bench', 'build-panel', 'home-assistant', 'image', 'influxd'];
/** What reads the arguments, where the script itself sets things up first. */
const READERS: Readonly<Record<string, string>> = { bench: 'benchmarks/bench.ts' };

describe('scripts', () => {
  for (const name of SCRIPTS) {
    test(`script/${name} --help says what it does, from any folder`, async () => {
      const { code, stdout, stderr } = await run(name, '--help');
      assert.equal(code, 0, stderr);
      assert.match(stdout, /^[^#\n]{40,}/);
      assert.doesNotMatch(stdout, /^#|set -/m);
    });

    test(`script/${name} refuses what it does not know in one line`, async () => {
      const { code, stderr } = await run(READERS[name] ?? name, '--nonsense');
      assert.match(stderr, new RegExp(`^script/${name}.*--nonsense.*script/${name} --help\n$`));
      assert.equal(code, 2);
    });
  }
});

function run(name: string, argument: string): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const script = join(ROOT, 'script', name);
    const [program, ...before] = name.endsWith('.ts') ? [process.execPath, script] : [script];
    execFile(program, [...before, argument], { cwd: '/' }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}
