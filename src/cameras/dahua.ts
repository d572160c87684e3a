import { pathRules } from './path-rules.ts';

/**
 * Dahua and Amcrest: `<serial>/<YYYY-MM-DD>/<channel>/jpg/HH/MM/SS[M][0@0][0].jpg`, and
 * `.../dav/HH/HH.MM.SS-HH.MM.SS[M][0@0][0].dav` or `.mp4`, which says from when to when. M is motion, A an alarm, R the
 * regular recording or timed picture that goes on all day.
 */
export const dahua = pathRules({
  name: 'Dahua',
  forms: [
    /(?:^|\/)(?:(?<device>[^/]+)\/)?(?<date>\d{4}-\d{2}-\d{2})\/(?<channel>\d{1,3})\/jpg\/(?<time>\d{2}[/.]\d{2}[/.]\d{2})\[(?<event>[a-z]+)\](?:\[[\w@.-]*\])*\.jpe?g$/i,
    /(?:^|\/)(?:(?<device>[^/]+)\/)?(?<date>\d{4}-\d{2}-\d{2})\/(?<channel>\d{1,3})\/(?:dav|mp4|video)\/(?:\d{2}\/)?(?<time>\d{2}\.\d{2}\.\d{2})-\d{2}\.\d{2}\.\d{2}\[(?<event>[a-z]+)\](?:\[[\w@.-]*\])*\.(?:dav|mp4)$/i,
  ],
  ignoredEvents: new Map([['R', 'regular recording']]),
  testFiles: [],
});
