import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { cameraZone } from '../../../src/cameras/reolink-api/camera-zone.ts';
import { timeSettings } from '../../../src/cameras/reolink-api/time-step.ts';
import { stampAt } from '../../fakes/reolink-clock.ts';
import { factoryDst, factoryTime, type Settings } from '../../fakes/reolink-settings.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const START_OF_YEAR = Date.UTC(2026, 0, 1);

describe('a time zone in a camera’s terms', () => {
  test('Amsterdam is an hour east, with the last Sundays of March and October', () => {
    const rule = { week: 5, weekday: 0, minute: 0 };
    assert.deepEqual(cameraZone('Europe/Amsterdam', NOW), {
      secondsWest: -3600,
      summer: { hours: 1, start: { ...rule, month: 3, hour: 2 }, end: { ...rule, month: 10, hour: 3 } },
      exact: true,
    });
  });

  test('New York is five hours west, with the second Sunday of March and the first of November', () => {
    const rule = { weekday: 0, hour: 2, minute: 0 };
    assert.deepEqual(cameraZone('America/New_York', NOW), {
      secondsWest: 18_000,
      summer: { hours: 1, start: { ...rule, month: 3, week: 2 }, end: { ...rule, month: 11, week: 1 } },
      exact: true,
    });
  });

  test('Sydney’s summer begins in October and ends in April', () => {
    const zone = cameraZone('Australia/Sydney', NOW);
    assert.equal(zone.secondsWest, -36_000);
    assert.deepEqual([zone.summer?.start.month, zone.summer?.end.month, zone.exact], [10, 4, true]);
  });

  test('a zone without changes has an offset alone, halves of hours included', () => {
    assert.deepEqual(cameraZone('Asia/Kolkata', NOW), { secondsWest: -19_800, summer: null, exact: true });
    assert.deepEqual(cameraZone('UTC', NOW), { secondsWest: 0, summer: null, exact: true });
  });

  test('a zone whose changes follow the moon, or are of half an hour, is said to be inexact', () => {
    assert.equal(cameraZone('Africa/Casablanca', NOW).exact, false);
    assert.deepEqual(cameraZone('Australia/Lord_Howe', NOW), { secondsWest: -39_600, summer: null, exact: false });
  });

  const exactZones = [
    'Europe/Amsterdam',
    'Europe/Dublin',
    'Europe/London',
    'Europe/Athens',
    'America/New_York',
    'America/Los_Angeles',
    'America/St_Johns',
    'Australia/Sydney',
    'Pacific/Auckland',
    'Asia/Tokyo',
    'Asia/Kathmandu',
    'UTC',
  ];
  test('a camera set up on any day shows the zone’s time on every day of the next years', () => {
    const minutes = fc.integer({ min: 0, max: 3 * 365 * 24 * 60 });
    fc.assert(
      fc.property(fc.constantFrom(...exactZones), fc.integer({ min: 0, max: 364 }), minutes, (zone, day, later) => {
        const setUpMs = START_OF_YEAR + day * 86_400_000;
        const { settings } = timeSettings({ Time: factoryTime(), Dst: factoryDst() }, zone, setUpMs);
        const nowMs = setUpMs + later * 60_000;
        const shown = stampAt(nowMs, settings['Time'] as Settings, settings['Dst'] as Settings);
        // The hour that occurs twice has no one reading by a rule, so the wall clock is compared.
        assert.equal(shown, DateTime.fromMillis(nowMs, { zone }).toFormat('yyyyMMddHHmmss'), `${zone} at ${nowMs}`);
      }),
      { numRuns: 60 },
    );
  });

  test('a firmware that knows no summer time gets the present offset and a warning', () => {
    const july = Date.UTC(2026, 6, 1);
    const { settings, warnings } = timeSettings({ Time: factoryTime() }, 'Europe/Amsterdam', july);
    assert.equal((settings['Time'] as Settings)['timeZone'], -7200);
    assert.equal('Dst' in settings, false);
    assert.match(warnings.join(), /no daylight saving/);
  });
});
