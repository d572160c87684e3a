import { isIP } from 'node:net';
import { IANAZone } from 'luxon';
import { parseCameraHost } from '../domain/camera-host.ts';
import { parseMediaPath } from '../domain/media-path.ts';
import { AddressPolicy } from '../runtime/address-policy.ts';

/** What is wrong with a field's text beyond its schema, in words; null: nothing. */
export type FieldCheck = (text: string) => string | null;

export const timeZoneCheck: FieldCheck = (zone) =>
  zone === '' || IANAZone.isValidZone(zone) ? null : `"${zone}" is no IANA time zone such as Europe/Amsterdam`;

/** What people read has to be readable, and to survive a file name, a database and a line of the log. */
export const readableCheck: FieldCheck = (text) => {
  if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)) return 'has a control character, or half of a sign, in it';
  return text === '' || /[\p{L}\p{N}\p{P}\p{S}]/u.test(text) ? null : 'has nothing in it that can be seen';
};

/** A scheme, a port and a path of the web interface are let go where a camera is called. */
export const cameraHostCheck: FieldCheck = (text) => {
  const bare = text.replace(/^https?:\/\//i, '').replace(/\/.*$/, '');
  if (text === '' || parseCameraHost(bare) !== null) return null;
  return 'is no host name or IP address, such as 192.168.1.20; a user and password have fields of their own';
};

export const mediaPathCheck: FieldCheck = (path) =>
  parseMediaPath(path) === null ? `"${path}" is no path under ROOT_DIR` : null;

/** What may be called though the user allows this machine itself. */
const CALLABLE = AddressPolicy.forListeners(true);

/** Whether a name may be called is asked when it is, since it can change what it stands for. */
export const listenerUrlCheck: FieldCheck = (text) => {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return `"${text}" is no address that can be called: give one that begins with http:// or https://, such as http://192.168.1.30:1880/concierge`;
  }
  const address = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(address) !== 0 && !CALLABLE.allows(address)) {
    return `"${address}" is never called: it is no machine that could listen, or a service that trusts whoever reaches it`;
  }
  if (url.username === '' && url.password === '') return null;
  return 'has a user or password in it, which would not be sent: leave them out, and give an address that needs none';
};
