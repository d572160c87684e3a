import { IANAZone } from 'luxon';
import { parseMediaPath } from '../domain/media-path.ts';

/** What is wrong with a field's text beyond its schema, in words; null: nothing. */
export type FieldCheck = (text: string) => string | null;

export const timeZoneCheck: FieldCheck = (zone) =>
  zone === '' || IANAZone.isValidZone(zone) ? null : `"${zone}" is no IANA time zone such as Europe/Amsterdam`;

export const mediaPathCheck: FieldCheck = (path) =>
  parseMediaPath(path) === null ? `"${path}" is no path under ROOT_DIR` : null;

/** Whether it may be called is asked when it is: a name can change what it stands for. */
export const listenerUrlCheck: FieldCheck = (text) => {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return `"${text}" is no address that can be called: give one that begins with http:// or https://, such as http://192.168.1.30:1880/concierge`;
  }
  if (url.username === '' && url.password === '') return null;
  return 'has a user or password in it, which would not be sent: leave them out, and give an address that needs none';
};
