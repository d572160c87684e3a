import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';

/** Of what a file said, shown when something in it fails. */
const LAST_WORDS = 60;

interface Outcome {
  failed: number;
  readonly skipped: string[];
  readonly passedByFile: Map<string, number>;
  readonly secondsByFile: Map<string, number>;
}

/**
 * What a person wants of a run: each failure with its reason, why anything was skipped, a line a file, and as the last
 * line `N passed, N failed` (`, N skipped`), which continuous integration reads.
 */
// biome-ignore lint/style/noDefaultExport: node --test takes a reporter as a module's default export
export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const outcome: Outcome = { failed: 0, skipped: [], passedByFile: new Map(), secondsByFile: new Map() };
  const words = new SpokenWords();
  for await (const event of source) {
    words.hear(event);
    if (event.type === 'test:complete' && isFile(event.data)) {
      const { file, details } = event.data;
      outcome.secondsByFile.set(pathOf(file), Math.round(details.duration_ms / 1000));
      if (!details.passed) yield words.lastOf(pathOf(file));
    }
    if (event.type === 'test:fail' && !isOfItsTests(event.data.details)) {
      outcome.failed++;
      yield `\n✗ ${pathOf(event.data.file)}: ${event.data.name}\n${describe(event.data.details.error)}\n`;
    }
    if (event.type === 'test:pass') count(event.data, outcome);
  }
  yield* summary(outcome);
}

/** A suite fails by its tests, which were told of, or by itself. */
function isOfItsTests({ type, error }: { readonly type?: string | undefined; readonly error: Error }): boolean {
  return type === 'suite' && error.message.includes('subtest');
}

type Passed = Extract<TestEvent, { readonly type: 'test:pass' }>['data'];

/** A suite counts by its tests, unless it was skipped as a whole. */
function count({ file, name, skip, details }: Passed, { skipped, passedByFile }: Outcome): void {
  const path = pathOf(file);
  if (skip !== undefined && skip !== false) {
    skipped.push(`- skipped: ${path}: ${name}${typeof skip === 'string' ? ` (${skip})` : ''}`);
  } else if (details.type !== 'suite') {
    passedByFile.set(path, (passedByFile.get(path) ?? 0) + 1);
  }
}

function* summary({ failed, skipped, passedByFile, secondsByFile }: Outcome): Generator<string> {
  yield '\n';
  for (const [file, passed] of [...passedByFile].sort()) {
    const seconds = secondsByFile.get(file);
    // Tests that several files share stand in one that is never run itself.
    yield `✓ ${file}: ${passed}${seconds === undefined ? '' : ` (${seconds} s)`}\n`;
  }
  for (const line of skipped) yield `${line}\n`;
  const before = process.env['CONCIERGE_FAILED_BEFORE_TESTS'] ?? '';
  if (before !== '') yield `\n✗ Before the tests: ${before} See above.\n`;
  const passed = [...passedByFile.values()].reduce((sum, one) => sum + one, 0);
  const allFailed = failed + (before === '' ? 0 : 1);
  yield `\n${passed} passed, ${allFailed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}\n`;
}

/** What the process of a file printed, and what the runner remarked: the reason when it fails outside of its tests. */
class SpokenWords {
  readonly #linesByFile = new Map<string, string[]>();

  hear({ type, data }: TestEvent): void {
    if (type !== 'test:stderr' && type !== 'test:stdout' && type !== 'test:diagnostic') return;
    const file = pathOf(data.file);
    const lines = [...(this.#linesByFile.get(file) ?? []), data.message.trimEnd()];
    this.#linesByFile.set(file, lines.slice(-LAST_WORDS));
  }

  lastOf(file: string): string {
    const lines = this.#linesByFile.get(file) ?? [];
    return lines.length === 0 ? '' : `\n${file} said:\n${lines.map((line) => `${indented(line)}\n`).join('')}`;
  }
}

function pathOf(file: string | undefined): string {
  return relative(process.cwd(), file ?? '?');
}

/** The runner tells of a whole file as of a test that has its name. */
function isFile({ name, file }: { readonly name: string; readonly file?: string | undefined }): boolean {
  return file !== undefined && pathOf(name) === pathOf(file);
}

function describe(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : error;
  return indented(cause.stack ?? cause.message);
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}
