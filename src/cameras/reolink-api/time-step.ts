import { isDeepStrictEqual } from 'node:util';
import { DateTime, IANAZone } from 'luxon';
import type { CameraFailure } from '../../ports/camera-setup.ts';
import { type ApiObject, asObject, isApiObject } from './api-reply.ts';
import { type CameraZone, type ChangeRule, cameraZone } from './camera-zone.ts';
import type { ReolinkSession } from './reolink-session.ts';
import { wordsFor } from './response-codes.ts';

/**
 * Sets the camera's clock, its time zone and, where the firmware has it, when its clock changes. The answers are warnings:
 * a wrong clock makes wrong times, and no lost uploads.
 */
export async function writeTime(
  session: ReolinkSession,
  timezone: string,
  nowMs: number,
): Promise<readonly string[] | CameraFailure> {
  const zoneName = IANAZone.isValidZone(timezone) ? timezone : (DateTime.local().zoneName ?? 'UTC');
  const current = await session.command('GetTime');
  if (current.kind === 'failed') return current;
  if (current.kind === 'refused') return [notSet(zoneName, wordsFor(current))];

  const wanted = timeSettings(current.value, zoneName, nowMs);
  const reply = await session.command('SetTime', wanted.settings);
  if (reply.kind === 'failed') return reply;
  if (reply.kind === 'refused') return [notSet(zoneName, wordsFor(reply))];

  const read = await session.command('GetTime');
  if (read.kind === 'failed') return read;
  const kept = read.kind !== 'fine' || isKept(wanted.settings, read.value);
  return kept ? wanted.warnings : [notSet(zoneName, 'it did not keep them')];
}

/** The camera's own settings with the zone and the present time in place. */
export function timeSettings(
  current: ApiObject,
  zoneName: string,
  nowMs: number,
): { readonly settings: ApiObject; readonly warnings: readonly string[] } {
  const zone = cameraZone(zoneName, nowMs);
  const summer = current['Dst'];
  const now = DateTime.fromMillis(nowMs, { zone: zoneName });
  const clock = { year: now.year, mon: now.month, day: now.day, hour: now.hour, min: now.minute, sec: now.second };
  const time = { ...asObject(current['Time']), ...clock };
  if (isApiObject(summer)) {
    const settings = { Time: { ...time, timeZone: zone.secondsWest }, Dst: withSummer(summer, zone) };
    return {
      settings,
      warnings: zone.exact ? [] : [`${inexact(zoneName)}. Check the camera's clock when it changes.`],
    };
  }
  const settings = { Time: { ...time, timeZone: 0 - now.offset * 60 } };
  if (zone.summer === null) return { settings, warnings: [] };
  const words = `This camera's firmware knows no daylight saving: when clocks change in ${zoneName}, set it up again.`;
  return { settings, warnings: [words] };
}

function withSummer(current: ApiObject, { summer }: CameraZone): ApiObject {
  if (summer === null) return { ...current, enable: 0 };
  const changes = { ...changeFields('start', summer.start), ...changeFields('end', summer.end) };
  return { ...current, enable: 1, offset: summer.hours, ...changes };
}

function changeFields(prefix: 'start' | 'end', rule: ChangeRule): ApiObject {
  return {
    [`${prefix}Mon`]: rule.month,
    [`${prefix}Week`]: rule.week,
    [`${prefix}Weekday`]: rule.weekday,
    [`${prefix}Hour`]: rule.hour,
    [`${prefix}Min`]: rule.minute,
    [`${prefix}Sec`]: 0,
  };
}

/** The clock goes on meanwhile, so only the zone and its changes are compared. */
function isKept(wanted: ApiObject, read: ApiObject): boolean {
  const sameZone = asObject(wanted['Time'])['timeZone'] === asObject(read['Time'])['timeZone'];
  return sameZone && isDeepStrictEqual(wanted['Dst'], read['Dst']);
}

function notSet(zoneName: string, words: string): string {
  return `The camera's clock and time zone (${zoneName}) could not be set: ${words}. Set them in its app.`;
}

function inexact(zoneName: string): string {
  return `The clock changes of ${zoneName} follow no rule that a camera knows, so those of this year are set`;
}
