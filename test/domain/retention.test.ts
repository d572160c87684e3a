import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  bytesToFree,
  chooseRemovals,
  diskLevel,
  type MeasuredUnit,
  madeRoom,
  mayChooseFrom,
  RECENT_MS,
  type RetentionRules,
  SCARCE_BYTES,
  UNASSIGNED_KEEP_MS,
} from '../../src/domain/retention.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 12);
const DAY_MS = 86_400_000;
const GB = 1e9;
const MARKS = { high: 0.85, low: 0.79 };

const rulesWith = (changes: Partial<RetentionRules> = {}): RetentionRules => ({
  nowMs: NOW_MS,
  keepMs: null,
  bytesToFree: 0,
  keptFiles: new Set(),
  away: false,
  ...changes,
});

const unitOf = fc
  .record({
    cameraId: fc.option(fc.integer({ min: 1, max: 3 })),
    ageMs: fc.integer({ min: -DAY_MS, max: 90 * DAY_MS }),
    lengthMs: fc.integer({ min: 0, max: 600_000 }),
    waits: fc.boolean(),
    newest: fc.boolean(),
    keep: fc.boolean(),
    elsewhere: fc.boolean(),
    missing: fc.constantFrom('none', 'none', 'some', 'all'),
    sizeBytes: fc.integer({ min: 1, max: 1000 }),
  })
  .map(({ ageMs, lengthMs, ...unit }) => ({
    ...unit,
    startedAtMs: NOW_MS - ageMs,
    endedAtMs: NOW_MS - ageMs + lengthMs,
    sizeBytes: unit.missing === 'all' ? 0 : unit.sizeBytes,
    uploadedBytes: unit.sizeBytes,
  }));

const units = fc
  .array(unitOf, { maxLength: 60 })
  .map((list): MeasuredUnit[] =>
    list
      .toSorted((a, b) => a.startedAtMs - b.startedAtMs)
      .map((unit, index) => ({ ...unit, id: `${index}`, assets: [{ id: index, files: [`${index}.mp4`] }] })),
  );

const rules = fc
  .record({
    keepDays: fc.option(fc.integer({ min: 1, max: 100 })),
    bytesToFree: fc.integer({ min: -100, max: 40_000 }),
    away: fc.boolean(),
    kept: fc.array(fc.integer({ min: 0, max: 59 }), { maxLength: 5 }),
  })
  .map(({ keepDays, bytesToFree: missing, away, kept }) =>
    rulesWith({
      keepMs: keepDays === null ? null : keepDays * DAY_MS,
      bytesToFree: missing,
      away,
      keptFiles: new Set(kept.map((index) => `${index}.mp4`)),
    }),
  );

const sizeOf = (removals: readonly { unit: MeasuredUnit }[]) =>
  removals.reduce((sum, { unit }) => sum + unit.sizeBytes, 0);

describe('what the cleanup chooses', () => {
  test('never waits, is recent, is pointed at, or is the newest of a camera', () => {
    fc.assert(
      fc.property(units, rules, (given, by) => {
        for (const { unit } of chooseRemovals(given, by)) {
          assert.ok(!unit.waits && !unit.keep);
          assert.ok(!by.away || unit.missing === 'none');
          assert.ok(unit.endedAtMs <= NOW_MS - RECENT_MS);
          assert.ok(!unit.assets.some(({ files }) => files.some((file) => by.keptFiles.has(file))));
          assert.ok(!unit.newest || unit.cameraId === null);
        }
      }),
    );
  });

  test('goes for a reason that holds', () => {
    fc.assert(
      fc.property(units, rules, (given, by) => {
        for (const { unit, reason } of chooseRemovals(given, by)) {
          if (reason === 'age') assert.ok(by.keepMs !== null && unit.endedAtMs < NOW_MS - by.keepMs);
          if (reason === 'disk') assert.ok(by.bytesToFree > 0 && !unit.elsewhere);
          if (reason === 'no camera') assert.ok(unit.cameraId === null);
        }
      }),
    );
  });

  test('is not more than the disk needs: without the last one it would be too little', () => {
    fc.assert(
      fc.property(units, rules, (given, by) => {
        const chosen = chooseRemovals(given, by);
        const last = chosen.findLastIndex(({ reason, unit }) => reason === 'disk' && unit.missing !== 'all');
        if (last >= 0) assert.ok(sizeOf(chosen.slice(0, last)) < by.bytesToFree);
      }),
    );
  });

  test('is enough, or nothing is left that could go', () => {
    fc.assert(
      fc.property(units, rules, (given, by) => {
        const chosen = chooseRemovals(given, by);
        if (sizeOf(chosen) >= by.bytesToFree) return;
        const ids = new Set(chosen.map(({ unit }) => unit.id));
        const left = given.filter((unit) => !ids.has(unit.id) && unit.missing === 'none' && !unit.elsewhere);
        for (const unit of left) {
          const stays = unit.keep || unit.waits || unit.newest || unit.endedAtMs > NOW_MS - RECENT_MS;
          assert.ok(stays || by.keptFiles.has(`${unit.id}.mp4`));
        }
      }),
    );
  });

  test('grows with what is missing, and is in order of time', () => {
    fc.assert(
      fc.property(units, rules, fc.integer({ min: 0, max: 10_000 }), (given, by, more) => {
        const few = chooseRemovals(given, by).map(({ unit }) => unit);
        const many = chooseRemovals(given, { ...by, bytesToFree: by.bytesToFree + more }).map(({ unit }) => unit);
        assert.ok(few.every((unit) => many.includes(unit)));
        assert.deepEqual(
          many,
          many.toSorted((a, b) => a.startedAtMs - b.startedAtMs),
        );
      }),
    );
  });

  test('is nothing from where it says that nothing can go any more', () => {
    fc.assert(
      fc.property(units, rules, (given, by) => {
        const assigned = given.filter((unit) => unit.cameraId !== null);
        for (const { unit } of chooseRemovals(assigned, by)) assert.ok(mayChooseFrom(unit.startedAtMs, by));
      }),
    );
  });

  test('includes what is missing only before what is there', () => {
    const unit = (id: string, missing: MeasuredUnit['missing']): MeasuredUnit => ({
      id,
      cameraId: 1,
      startedAtMs: 0,
      uploadedBytes: 1,
      endedAtMs: 0,
      assets: [],
      waits: false,
      newest: false,
      keep: false,
      elsewhere: false,
      sizeBytes: missing === 'all' ? 0 : 10,
      missing,
    });
    const ids = (given: MeasuredUnit[]) => chooseRemovals(given, rulesWith({ keepMs: 1 })).map((one) => one.unit.id);
    assert.deepEqual(ids([unit('a', 'all'), unit('b', 'some'), unit('c', 'all')]), ['a', 'b']);
    assert.deepEqual(ids([unit('a', 'all'), unit('b', 'all')]), []);
  });

  test('includes a file of no camera from its 31st day', () => {
    const unit: Omit<MeasuredUnit, 'startedAtMs' | 'endedAtMs' | 'sizeBytes' | 'uploadedBytes'> = {
      id: 'a',
      cameraId: null,
      assets: [],
      waits: false,
      newest: true,
      elsewhere: true,
      missing: 'none',
      keep: false,
    };
    const aged = (ageMs: number) =>
      chooseRemovals(
        [{ ...unit, startedAtMs: NOW_MS - ageMs, endedAtMs: NOW_MS - ageMs, sizeBytes: 0, uploadedBytes: 0 }],
        rulesWith({ bytesToFree: 1 }),
      ).map(({ reason }) => reason);
    assert.deepEqual(aged(UNASSIGNED_KEEP_MS), []);
    assert.deepEqual(aged(UNASSIGNED_KEEP_MS + 1), ['no camera']);
  });
});

describe('the level of a disk', () => {
  const disk = (usedBytes: number, availableBytes: number) => ({ usedBytes, availableBytes });

  test('is its used share, as df counts it', () => {
    assert.equal(diskLevel(disk(30, 10)), 0.75);
    assert.equal(diskLevel(disk(0, 0)), 0);
  });

  test('asks for room above the high mark only, and then down to the low one', () => {
    assert.equal(bytesToFree(disk(85 * GB, 15 * GB), MARKS), 0);
    assert.equal(bytesToFree(disk(86 * GB, 14 * GB), MARKS), 7 * GB);
    assert.equal(bytesToFree(disk(86 * GB, 14 * GB), { high: 0.85, low: 0.9 }), GB, 'marks the wrong way round');
  });

  test('asks for room whatever the marks before uploads are refused', () => {
    const missing = bytesToFree(disk(100 * GB, SCARCE_BYTES - 1), { high: 1, low: 1 });
    assert.equal(missing, SCARCE_BYTES + 1);
    assert.equal(bytesToFree(disk(100 * GB, SCARCE_BYTES), { high: 1, low: 1 }), 0);
  });

  test('that is brought down as asked is at the low mark', () => {
    const bytes = fc.integer({ min: SCARCE_BYTES, max: 2 ** 45 });
    fc.assert(
      fc.property(bytes, bytes, (used, available) => {
        const missing = bytesToFree(disk(used, available), MARKS);
        if (missing > 0) assert.ok(diskLevel(disk(used - missing, available + missing)) <= MARKS.low + 1e-9);
        else assert.ok(diskLevel(disk(used, available)) <= MARKS.high);
      }),
    );
  });

  test('tells when deleting makes no room', () => {
    const before = disk(90 * GB, 10 * GB);
    assert.equal(madeRoom(before, disk(89 * GB, 11 * GB), 2 * GB), true);
    assert.equal(madeRoom(before, before, 2 * GB), false);
    assert.equal(madeRoom(before, disk(91 * GB, 9 * GB), 10e6), true, 'too little to tell');
  });
});
