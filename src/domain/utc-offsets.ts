const DAY_MS = 24 * 60 * 60_000;

export interface OffsetSpan {
  /** Both inclusive. */
  readonly fromMs: number;
  readonly toMs: number;
  /** What is added to UTC for the local time. */
  readonly offsetMs: number;
}

/**
 * A span cut where clocks are set back or forward.
 * @param offsetMsAt of a time; this machine's zone unless given
 */
export function spansOfOneOffset(
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  offsetMsAt: (ms: number) => number = localOffsetMs,
): readonly OffsetSpan[] {
  const spans: OffsetSpan[] = [];
  let begin = fromMs;
  for (let at = fromMs; at < toMs; ) {
    const next = Math.min(at + DAY_MS, toMs);
    if (offsetMsAt(at) !== offsetMsAt(next)) {
      const change = firstChange(at, next, offsetMsAt);
      spans.push({ fromMs: begin, toMs: change - 1, offsetMs: offsetMsAt(at) });
      begin = change;
    }
    at = next;
  }
  if (begin <= toMs) spans.push({ fromMs: begin, toMs, offsetMs: offsetMsAt(toMs) });
  return spans;
}

function localOffsetMs(ms: number): number {
  return -new Date(ms).getTimezoneOffset() * 60_000;
}

/** The first time with another offset than `before` has. */
function firstChange(before: number, after: number, offsetMsAt: (ms: number) => number): number {
  const offset = offsetMsAt(before);
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMsAt(middle) === offset) low = middle;
    else high = middle;
  }
  return high;
}
