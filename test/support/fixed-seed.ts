import { isMainThread } from 'node:worker_threads';

/**
 * Loaded into the process of each test file before it, by script/test: property tests try the same values in every run, so that one
 * that fails does so again, and on account of what was changed. `CONCIERGE_FUZZ_SEED=7 script/test FILES`, or the file alone without
 * this, tries others.
 */
const SEED = Number(process.env['CONCIERGE_FUZZ_SEED'] ?? 20_261_122);

// What a test forks is started with the same options.
if (isMainThread && process.argv[1]?.endsWith('.test.ts')) {
  const { configureGlobal } = await import('fast-check');
  configureGlobal({ seed: SEED });
}
