import { pathRules } from './path-rules.ts';

/**
 * Dahua and Amcrest: `<serial>/<YYYY-MM-DD>/<channel>/jpg/HH/MM/SS[M][0@0][0].jpg`, some firmwares `pic_<channel>` for
 * `<channel>/jpg`, and points for folders in the time; and `.../dav/HH/HH.MM.SS-HH.MM.SS[M][0@0][0].dav` or `.mp4`, which
 * says from when to when. M is motion, A an alarm, I what the camera's own analysis tells, R the regular recording or timed
 * picture that goes on all day. A recorder's `<name>_ch<channel>_main_<from>_<to>.dav` says nothing of that.
 */
export const dahua = pathRules({
  name: 'Dahua',
  forms: [
    /(?:^|\/)(?:(?<device>[^/]+)\/)?(?<date>\d{4}-\d{2}-\d{2})\/(?:pic_)?(?<channel>\d{1,3})\/(?:jpg\/)?(?:\d{2}\/)?(?<time>\d{2}[/.]\d{2}[/.]\d{2})\[(?<event>[a-z]+)\](?:\[[\w@.-]*\])*\.jpe?g$/i,
    /(?:^|\/)(?:(?<device>[^/]+)\/)?(?<date>\d{4}-\d{2}-\d{2})\/(?<channel>\d{1,3})\/(?:dav|mp4|video)\/(?:\d{2}\/)?(?<time>\d{2}\.\d{2}\.\d{2})-\d{2}\.\d{2}\.\d{2}\[(?<event>[a-z]+)\](?:\[[\w@.-]*\])*\.(?:dav|mp4)$/i,
    /(?:^|\/)(?<camera>[^/]+)_ch(?<channel>\d{1,3})_(?:main|sub|extra)\d?_(?<time>\d{14})_\d{14}\.(?:dav|mp4|jpe?g)$/i,
  ],
  ignoredEvents: new Map([['R', 'regular recording']]),
  testFiles: [],
});
