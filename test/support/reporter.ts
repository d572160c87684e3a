import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';

/**
 * What a person wants of a run: each failure with its reason, why anything was skipped, a line a file, and as the last
 * line `N passed, N failed` (`, N skipped`), which continuous integration reads.
 */
// biome-ignore lint/style/noDefaultExport: node --test takes a reporter as a module's default export
export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  let passed = 0;
  let failed = 0;
  const skipped: string[] = [];
  const passedByFile = new Map<string, number>();
  for await (const event of source) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { data } = event;
    if (data.details.type === 'suite') {
      if (event.type === 'test:fail' && event.data.details.error.message.includes('subtest')) continue;
      if (event.type === 'test:pass') continue;
    }
    const file = relative(process.cwd(), data.file ?? '?');
    if (event.type === 'test:fail') {
      failed++;
      yield `\n✗ ${file}: ${data.name}\n${describe(event.data.details.error)}\n`;
    } else if (data.skip !== undefined && data.skip !== false) {
      skipped.push(`- skipped: ${file}: ${data.name}${typeof data.skip === 'string' ? ` (${data.skip})` : ''}`);
    } else {
      passed++;
      passedByFile.set(file, (passedByFile.get(file) ?? 0) + 1);
    }
  }
  yield '\n';
  for (const [file, count] of [...passedByFile].sort()) yield `✓ ${file}: ${count}\n`;
  for (const line of skipped) yield `${line}\n`;
  yield `\n${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}\n`;
}

function describe(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : error;
  return (cause.stack ?? cause.message).replaceAll(/^/gm, '    ');
}
