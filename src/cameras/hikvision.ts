import { pathRules } from './path-rules.ts';

/**
 * Hikvision and Annke: `<ip>_<channel>_<17 digits>_<EVENT>.jpg`, with a prefix of the user's before or in place of the
 * address; in folders of the device's and the camera's name, number or address, as they are set. Some firmwares have the
 * serial number for address and channel, and traffic cameras the number plate after the time.
 */
export const hikvision = pathRules({
  name: 'Hikvision',
  forms: [
    /(?:^|\/)(?:(?<camera>[^/]+?)_)?(?<address>\d{1,3}(?:\.\d{1,3}){3})_(?<channel>\d{1,3})_(?<time>\d{17})(?:_(?<event>[a-z]\w*))?\.(?:jpe?g|mp4)$/i,
    /(?:^|\/)(?:(?<camera>[^/]+)_)?(?<device>[A-Z]{0,2}\d{6,12})_(?<time>\d{17})(?:_(?<event>[a-z]\w*))?\.(?:jpe?g|mp4)$/i,
    /(?:^|\/)(?<camera>[^/]+)_(?<channel>\d{1,3})_(?<time>\d{17})(?:_(?<event>[a-z]\w*))?\.(?:jpe?g|mp4)$/i,
    /(?:^|\/)(?<time>\d{17})_(?:[a-z\d]{1,12}_)?(?<event>[a-z]+_[a-z_]+)\.jpe?g$/i,
  ],
  ignoredEvents: new Map([['TIMING', 'timed picture']]),
  testFiles: [/^testftp\d*\.(?:txt|jpe?g)$/i],
});
