import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Clock } from './clock.ts';
import { deadlineAfter } from './deadline.ts';

const LOOKUP_MS = 5000;

/** Every address of a host name, or the address that it is; empty when it cannot be resolved, or the signal ends first. */
export async function addressesOf(name: string, clock: Clock, signal: AbortSignal): Promise<readonly string[]> {
  if (isIP(name) !== 0) return [name];
  const deadline = deadlineAfter(clock, LOOKUP_MS, signal);
  const { promise: over, resolve } = Promise.withResolvers<readonly string[]>();
  deadline.signal.addEventListener('abort', () => resolve([]), { once: true });
  const found = lookup(name, { all: true }).then(
    (entries) => entries.map(({ address }) => address),
    () => [],
  );
  try {
    return await Promise.race([found, over]);
  } finally {
    deadline.clear();
  }
}
