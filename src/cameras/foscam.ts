import { pathRules } from './path-rules.ts';

/**
 * Foscam: `<model_MAC>/snap/MDAlarm_YYYYMMDD-HHMMSS.jpg` and `<model_MAC>/record/MDalarm_YYYYMMDD_HHMMSS.mkv`, some
 * firmwares with folders by day and hour between.
 */
export const foscam = pathRules({
  name: 'Foscam',
  forms: [
    /(?:^|\/)(?:(?<device>[^/]+)\/)?(?:snap|record)\/(?:\d{6,8}\/){0,2}(?<event>[a-z]+)_(?<date>\d{8})[-_](?<time>\d{6})\.(?:jpe?g|mkv|mp4)$/i,
  ],
  ignoredEvents: new Map([['SCHEDULE', 'timed picture or recording']]),
  testFiles: [],
});
