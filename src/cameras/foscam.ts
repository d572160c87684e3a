import { pathRules } from './path-rules.ts';

/**
 * Foscam: `<model_MAC>/snap/MDAlarm_YYYYMMDD-HHMMSS.jpg` and `<model_MAC>/record/MDalarm_YYYYMMDD_HHMMSS.mkv`, some firmwares
 * with folders by day and time between, or without any; the oldest `<MAC>(<name>)_<alarm>_<YYYYMMDDHHMMSS>_<number>.jpg`.
 */
export const foscam = pathRules({
  name: 'Foscam',
  forms: [
    /(?:^|\/)(?:(?<device>[^/]+)\/)?(?:snap|record)\/(?:\d{6,8}\/){0,2}(?<event>[a-z]+)_(?<date>\d{8})[-_](?<time>\d{6})\.(?:jpe?g|mkv|mp4)$/i,
    /(?:^|\/)(?<event>[a-z]*alarm|schedule)_(?<date>\d{8})[-_](?<time>\d{6})\.(?:jpe?g|mkv|mp4)$/i,
    /(?:^|\/)[\da-f]{12}\((?<device>[^/()]+)\)_\d{1,2}_(?<time>\d{14})_\d{1,9}\.jpe?g$/i,
  ],
  ignoredEvents: new Map([['SCHEDULE', 'timed picture or recording']]),
  testFiles: [],
});
