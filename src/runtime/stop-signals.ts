import type { Clock } from './clock.ts';

/** Longer than the services' own bound, and short of the 8 s after which s6 kills the add-on. */
const LAST_MOMENT_MS = 7_500;

/**
 * Aborted when the process is asked to end. Whoever asks twice is served at once, and what has not ended by the last moment
 * is ended: a disk or a native call that hangs holds up nobody. Workers go with us.
 * @param asked told of the first time
 */
export function stopSignals(clock: Clock, asked: (name: string) => void): AbortSignal {
  const stopping = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.on(name, () => {
      if (stopping.signal.aborted) end(`${name} came again: ending at once.`);
      stopping.abort();
      clock.after(LAST_MOMENT_MS, () => end('Not everything stopped in time: ending without it.'));
      asked(name);
    });
  }
  return stopping.signal;
}

function end(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}
