import type { Clock } from './clock.ts';

/** A signal that ends with the caller's, or after the deadline; `passed` tells which. `clear` when it is no longer needed. */
export interface Deadline {
  readonly signal: AbortSignal;
  readonly passed: () => boolean;
  readonly clear: () => void;
}

export function deadlineAfter(clock: Clock, delayMs: number, signal: AbortSignal): Deadline {
  const over = new AbortController();
  const cancel = clock.after(delayMs, () => over.abort(new Error(`took longer than ${delayMs} ms`)));
  return { signal: AbortSignal.any([signal, over.signal]), passed: () => over.signal.aborted, clear: cancel };
}
