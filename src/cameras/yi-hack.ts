import { pathRules } from './path-rules.ts';

/**
 * Yi cameras with the yi-hack firmware: `2023Y07M06D13H/E201M57S03.mp4`: day and hour; the kind of event (some firmwares
 * have none), minute, second and length. Without the folder, which can be switched off, the time of arrival counts.
 */
export const yiHack = pathRules({
  name: 'Yi-hack',
  forms: [
    /(?:^|\/)(?:(?<date>\d{4}Y\d{2}M\d{2}D\d{2}H)\/)?(?<event>E\d)?(?<time>\d{2}M\d{2}S)\d{1,3}\.(?:mp4|jpe?g)$/i,
  ],
  ignoredEvents: new Map(),
  testFiles: [],
});
