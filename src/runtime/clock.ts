/** Time as the rest of Concierge sees it, so that tests set it instead of waiting. */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  nowMs(): number;
  /** Calls back once, after at least this long. The answer cancels it. The timer keeps no process alive. */
  after(delayMs: number, callback: () => void): () => void;
}

/** The longest delay that Node's timers know, 24.8 days: a longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after(delayMs, callback) {
    let timer: NodeJS.Timeout;
    const wait = (restMs: number) => {
      const nextMs = Math.min(restMs, LONGEST_TIMER_MS);
      timer = setTimeout(() => (restMs > nextMs ? wait(restMs - nextMs) : callback()), nextMs);
      timer.unref();
    };
    wait(delayMs);
    return () => clearTimeout(timer);
  },
};
