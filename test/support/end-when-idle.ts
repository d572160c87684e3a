import { isMainThread } from 'node:worker_threads';

/**
 * Loaded into the process of each test file before it, by script/test. A process in which something goes on after its last test
 * would never end, and with it the whole run: this one ends, as a failure that names what goes on.
 */
const IDLE_MS = 300_000;
const LOOK_EVERY_MS = 5000;

// What a test forks is started with the same options.
if (isMainThread && process.argv[1]?.endsWith('.test.ts')) await watch();

async function watch(): Promise<void> {
  const { beforeEach } = await import('node:test');
  let running = 0;
  let idleSinceMs = performance.now();
  beforeEach((test) => {
    running++;
    test.signal?.addEventListener('abort', () => {
      running--;
      idleSinceMs = performance.now();
    });
  });
  setInterval(() => {
    if (running > 0 || performance.now() - idleSinceMs < IDLE_MS) return;
    const left = process.getActiveResourcesInfo().join(', ');
    console.error(`No test has run for ${IDLE_MS / 1000} s, and something keeps this process alive: ${left}`);
    process.exit(1);
  }, LOOK_EVERY_MS).unref();
}
