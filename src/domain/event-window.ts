/** A span of time at one camera: a picture and a report of motion have no length. */
export interface TimeSpan {
  readonly startMs: number;
  readonly endMs: number;
}

export interface EventSpan extends TimeSpan {
  readonly id: string;
}

/** What joins an event; `id` null: none is near enough, a new one opens. The span is the event's from then on. */
export interface EventChoice extends TimeSpan {
  readonly id: string | null;
}

/**
 * A camera sends the JPG within seconds of the clip's first frame, and cameras re-trigger after 10 to 20 s: what lies
 * within this gap is one visit.
 */
export const EVENT_WINDOW_MS = 30_000;

/** Motion that never pauses (a tree in the wind) begins a new event after this long. */
export const EVENT_MAX_LENGTH_MS = 600_000;

function gapMs(a: TimeSpan, b: TimeSpan): number {
  return Math.max(0, a.startMs - b.endMs, b.startMs - a.endMs);
}

function union(a: TimeSpan, b: TimeSpan): TimeSpan {
  return { startMs: Math.min(a.startMs, b.startMs), endMs: Math.max(a.endMs, b.endMs) };
}

/** Whether `span` belongs to `event`: near enough, and inside it or not stretching it beyond the longest event. */
function canJoin(span: TimeSpan, event: EventSpan): boolean {
  if (gapMs(span, event) > EVENT_WINDOW_MS) return false;
  const joined = union(span, event);
  const lengthMs = joined.endMs - joined.startMs;
  return lengthMs <= Math.max(EVENT_MAX_LENGTH_MS, event.endMs - event.startMs);
}

/**
 * The event that something at `span` belongs to: of those of the same camera, in any order, the nearest one that may
 * take it; of equally near ones that whose start is nearest, then the earlier, the shorter, and that of the lower id.
 */
export function chooseEvent(span: TimeSpan, events: readonly EventSpan[]): EventChoice {
  const nearness = (event: EventSpan): readonly number[] => [
    gapMs(span, event),
    Math.abs(span.startMs - event.startMs),
    event.startMs,
    event.endMs,
  ];
  let best: EventSpan | null = null;
  for (const event of events.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    if (canJoin(span, event) && (best === null || isBefore(nearness(event), nearness(best)))) best = event;
  }
  return best === null ? { id: null, startMs: span.startMs, endMs: span.endMs } : { id: best.id, ...union(span, best) };
}

/** Lexical order of two lists of the same length. */
function isBefore(a: readonly number[], b: readonly number[]): boolean {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0;
    if (value !== other) return value < other;
  }
  return false;
}
