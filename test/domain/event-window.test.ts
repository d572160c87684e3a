import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  chooseEvent,
  EVENT_MAX_LENGTH_MS,
  EVENT_WINDOW_MS,
  type EventSpan,
  type TimeSpan,
} from '../../src/domain/event-window.ts';

const at = (ms: number): TimeSpan => ({ startMs: ms, endMs: ms });
const event = (id: string, startMs: number, endMs = startMs): EventSpan => ({ id, startMs, endMs });

const anySpan = fc
  .tuple(fc.nat(2_000_000), fc.nat(60_000))
  .map(([startMs, lengthMs]) => ({ startMs, endMs: startMs + lengthMs }));
const anyEvents = fc
  .array(fc.tuple(fc.nat(2_000_000), fc.nat(700_000)), { maxLength: 6 })
  .map((spans) => spans.map(([startMs, lengthMs], index) => event(`e${index}`, startMs, startMs + lengthMs)));

/** Lets spans come one after another, as a camera's uploads do. */
function replay(spans: readonly TimeSpan[]): EventSpan[] {
  const events = new Map<string, EventSpan>();
  for (const span of spans) {
    const choice = chooseEvent(span, [...events.values()]);
    const id = choice.id ?? `e${events.size}`;
    events.set(id, { id, startMs: choice.startMs, endMs: choice.endMs });
  }
  return [...events.values()];
}

describe('the event window', () => {
  test('opens an event when there is none, or none near enough', () => {
    assert.deepEqual(chooseEvent(at(5), []), { id: null, startMs: 5, endMs: 5 });
    assert.equal(chooseEvent(at(EVENT_WINDOW_MS + 1), [event('a', 0)]).id, null);
  });

  test('joins a clip to its picture, and extends the event in both directions', () => {
    assert.deepEqual(chooseEvent(at(3_000), [event('a', 5_000)]), { id: 'a', startMs: 3_000, endMs: 5_000 });
    assert.deepEqual(chooseEvent(at(40_000), [event('a', 0, 12_000)]), { id: 'a', startMs: 0, endMs: 40_000 });
  });

  test('takes the nearer of two events around it', () => {
    const around = [event('before', 0, 10_000), event('after', 40_000)];
    assert.equal(chooseEvent(at(20_000), around).id, 'before');
    assert.equal(chooseEvent(at(30_000), around).id, 'after');
  });

  test('takes, of two events that contain it, the one that began nearer to it', () => {
    assert.equal(chooseEvent(at(55_000), [event('a', 0, 60_000), event('b', 50_000, 56_000)]).id, 'b');
  });

  test('begins a new event when motion does not end', () => {
    const everyTenSeconds = Array.from({ length: 200 }, (_, index) => at(index * 10_000));
    const events = replay(everyTenSeconds);
    assert.ok(events.length >= 3 && events.length <= 4, `${events.length} events in ${200 * 10} s`);
  });

  test('lets what lies inside a long clip join it', () => {
    const long = event('long', 0, EVENT_MAX_LENGTH_MS * 2);
    assert.equal(chooseEvent(at(EVENT_MAX_LENGTH_MS + 5), [long]).id, 'long');
  });

  test('joins only what is near, contains what joined, and stays bounded', () => {
    fc.assert(
      fc.property(anySpan, anyEvents, (span, events) => {
        const choice = chooseEvent(span, events);
        assert.ok(choice.startMs <= span.startMs && choice.endMs >= span.endMs);
        const joined = events.find(({ id }) => id === choice.id);
        if (!joined) return;
        assert.ok(span.startMs - joined.endMs <= EVENT_WINDOW_MS && joined.startMs - span.endMs <= EVENT_WINDOW_MS);
        const lengthMs = choice.endMs - choice.startMs;
        assert.ok(lengthMs <= Math.max(EVENT_MAX_LENGTH_MS, joined.endMs - joined.startMs));
      }),
    );
  });

  test('chooses the same event in whatever order the events are given', () => {
    fc.assert(
      fc.property(anySpan, anyEvents, (span, events) => {
        assert.deepEqual(chooseEvent(span, events.toReversed()), chooseEvent(span, events));
      }),
    );
  });

  test('makes one event of a picture, a clip and reports of one visit, in whatever order they come', () => {
    const visit = fc.shuffledSubarray([0, 1_000, 4_000, 9_000, 15_000], { minLength: 5 });
    fc.assert(
      fc.property(visit, (times) => {
        assert.equal(replay(times.map(at)).length, 1);
      }),
    );
  });
});
