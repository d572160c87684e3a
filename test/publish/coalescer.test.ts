import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Coalescer } from '../../src/publish/coalescer.ts';
import { ManualClock } from '../support/manual-clock.ts';

describe('coalescer', () => {
  test('the last change is always flushed, the first at once, and never two within the quiet time', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 50 }), (gapsMs) => {
        const clock = new ManualClock(1_000_000);
        let value = 0;
        const flushes: { atMs: number; value: number }[] = [];
        const coalescer = new Coalescer<string>(clock, 250, () => flushes.push({ atMs: clock.nowMs(), value }));
        for (const gapMs of gapsMs) {
          clock.advance(gapMs);
          value += 1;
          coalescer.soon('camera');
        }
        clock.advance(250);
        assert.equal(flushes[0]?.value, 1);
        assert.equal(flushes.at(-1)?.value, value);
        for (const [index, flush] of flushes.entries()) {
          const before = flushes[index - 1];
          if (before) assert.ok(flush.atMs - before.atMs >= 250);
        }
      }),
    );
  });

  test('what can wait is taken along by what cannot', () => {
    const clock = new ManualClock();
    let flushes = 0;
    const coalescer = new Coalescer<string>(clock, 250, () => {
      flushes += 1;
    });
    coalescer.within('camera', 1000);
    clock.advance(500);
    coalescer.soon('camera');
    assert.equal(flushes, 1);
    clock.advance(5000);
    assert.equal(flushes, 1);
  });

  test('nothing is flushed after it was stopped or forgotten', () => {
    const clock = new ManualClock();
    const flushed: string[] = [];
    const coalescer = new Coalescer<string>(clock, 250, (key) => flushed.push(key));
    coalescer.within('a', 100);
    coalescer.within('b', 100);
    coalescer.forget('a');
    coalescer.stop();
    clock.advance(1000);
    assert.deepEqual(flushed, []);
  });
});
