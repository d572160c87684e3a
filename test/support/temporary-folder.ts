import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A fresh folder that goes when the test ends, after all that the test ends itself: until then, something may write there. */
export async function temporaryFolder(context: TestContext): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'concierge-test-')));
  // Hooks run in the order in which they were registered; one that a hook registers is the last.
  context.after(() => context.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 })));
  return folder;
}
