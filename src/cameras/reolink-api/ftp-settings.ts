import { isDeepStrictEqual } from 'node:util';
import { type ApiObject, isApiObject } from './api-reply.ts';

/** Where the camera is to upload to. */
export interface FtpTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

const PASSIVE = 2;
const ALWAYS = '1'.repeat(168);

/** Uploads at fixed times are no motion, so they alone do not make a schedule. */
const NOT_MOTION = 'TIMING';

/**
 * The camera's settings with ours in place, everything else as it was: a key that is left out is set back to its default
 * by some firmwares. Keys that only newer firmwares have are written where the camera has them.
 */
export function withTarget(current: ApiObject, target: FtpTarget, overTls: boolean): ApiObject {
  const own = {
    server: target.host,
    port: target.port,
    userName: target.user,
    password: target.password,
    anonymous: 0,
    mode: PASSIVE,
    ...where(current, 'enable', 1),
    ...where(current, 'onlyFtps', overTls ? 1 : 0),
    // 1 overwrites one file over and over.
    ...where(current, 'bpicSingle', 0),
    ...where(current, 'bvideoSingle', 0),
    ...where(current, 'schedule', withSchedule(current['schedule'])),
  };
  return { ...current, ...own };
}

/** What TestFtp takes. */
export function testParameters(settings: ApiObject): ApiObject {
  const names = ['server', 'port', 'anonymous', 'mode', 'userName', 'password', 'remoteDir', 'onlyFtps'];
  return Object.fromEntries(names.filter((name) => name in settings).map((name) => [name, settings[name]]));
}

/** The keys that the camera did not keep as written. Credentials come back masked, and say nothing. */
export function differences(written: ApiObject, read: ApiObject): string[] {
  return Object.keys(written).filter((key) => {
    if (key === 'userName' || key === 'password' || isMasked(read[key])) return false;
    return !isDeepStrictEqual(written[key], read[key]);
  });
}

function where(current: ApiObject, key: string, value: unknown): ApiObject {
  return key in current ? { [key]: value } : {};
}

/** On, and where motion would never upload anything, at all hours. A schedule that somebody has made stays. */
function withSchedule(schedule: unknown): unknown {
  if (!isApiObject(schedule)) return schedule;
  return { ...schedule, ...where(schedule, 'enable', 1), ...where(schedule, 'table', withHours(schedule['table'])) };
}

function withHours(table: unknown): unknown {
  if (typeof table === 'string') return table.includes('1') ? table : ALWAYS;
  if (!isApiObject(table)) return table;
  const triggers = Object.keys(table).filter((name) => name !== NOT_MOTION);
  if (triggers.some((name) => String(table[name]).includes('1'))) return table;
  return { ...table, ...Object.fromEntries(triggers.map((name) => [name, ALWAYS])) };
}

/** `ft****er`, `***` */
function isMasked(value: unknown): boolean {
  return typeof value === 'string' && value.includes('***');
}
