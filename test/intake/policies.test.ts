import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { nearestName } from '../../src/intake/nearest-name.ts';
import { OldestFiles } from '../../src/intake/oldest-files.ts';
import { OnceEach } from '../../src/intake/once-each.ts';
import { decideTakenAt } from '../../src/intake/taken-at.ts';

describe('the time that an upload was taken', () => {
  const time = fc.integer({ min: 0, max: 4e12 });

  test('is the stamp or the arrival, never more than 36 h before nor 15 min after the arrival', () => {
    fc.assert(
      fc.property(fc.option(time), time, (stampMs, receivedAtMs) => {
        const { takenAtMs, clockIsWrong } = decideTakenAt(stampMs, receivedAtMs);
        const isNear = takenAtMs <= receivedAtMs + 900_000 && takenAtMs >= receivedAtMs - 36 * 3_600_000;
        return isNear && takenAtMs === (clockIsWrong || stampMs === null ? receivedAtMs : stampMs);
      }),
    );
  });

  test('is the stamp up to the limits, and no further', () => {
    const now = 1e12;
    const wrong = (stampMs: number) => decideTakenAt(stampMs, now).clockIsWrong;
    assert.deepEqual([wrong(now + 900_000), wrong(now + 900_001)], [false, true]);
    assert.deepEqual([wrong(now - 36 * 3_600_000), wrong(now - 36 * 3_600_000 - 1)], [false, true]);
  });
});

describe('the name that was meant', () => {
  const cases: [name: string, meant: string | null][] = [
    ['Gardn', 'Garden'],
    ['garden', 'Garden'],
    ['Front_Dor', 'Front Door'],
    ['Frnt', 'Front'],
    ['Attic', null],
    ['Ga', null],
    ['', null],
  ];
  for (const [name, meant] of cases) {
    test(`by "${name}" is ${meant}`, () => assert.equal(nearestName(name, ['Front', 'Front Door', 'Garden']), meant));
  }
});

test('the oldest files are those that sorting all would give, pass by pass', () => {
  const file = fc.record({
    file: fc.string(),
    sizeBytes: fc.constant(1),
    modifiedAtMs: fc.integer({ min: 0, max: 20 }),
  });
  const files = fc.uniqueArray(file, { selector: (one) => one.file, maxLength: 60 });
  fc.assert(
    fc.property(files, fc.integer({ min: 1, max: 7 }), (all, limit) => {
      const met: string[] = [];
      let after = null;
      for (let more = true; more; ) {
        const oldest: OldestFiles = new OldestFiles(limit, after);
        for (const one of all) oldest.offer(one);
        const taken = oldest.take();
        met.push(...taken.files.map((one) => one.file));
        after = taken.files.at(-1) ?? null;
        more = taken.more;
      }
      const order = (a: string, b: string) => Number(a > b) - Number(a < b);
      const sorted = all.toSorted((a, b) => a.modifiedAtMs - b.modifiedAtMs || order(a.file, b.file));
      assert.deepEqual(
        met,
        sorted.map((one) => one.file),
      );
    }),
  );
});

test('what is told once each stays bounded', () => {
  const once = new OnceEach(2);
  assert.deepEqual(
    ['a', 'a', 'b', 'b', 'c', 'a'].map((key) => once.isFirst(key)),
    [true, false, true, false, true, true],
  );
});
