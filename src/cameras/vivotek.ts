import { pathRules } from './path-rules.ts';

/**
 * Vivotek, GeoVision and ACTi: `[MAC]_[DATE]_[TIME]_[IDX].jpg`, in folders by MAC, event, date and hour, as the user has
 * composed them; Vivotek's `<prefix>_<YYYYMMDDHHMMSS>_<number>_<pre|trg|pos>.jpg`, and GeoVision's
 * `<MAC>/<event>/<date>/<hour>/<EVENT>_YYYY-MM-DD-HH-MM-SS-mmm_<number>.jpg`.
 */
export const vivotek = pathRules({
  name: 'Vivotek',
  forms: [
    /(?:^|\/)(?<device>[\da-f]{2}(?:[-:]?[\da-f]{2}){5})_(?<date>\d{8}|\d{4}-\d{2}-\d{2})_(?<time>\d{6}|\d{2}-\d{2}-\d{2})(?:_\d{1,9})?\.(?:jpe?g|mp4)$/i,
    /(?:^|\/)(?<camera>[^/]+)_(?<time>\d{14})_\d{1,4}_(?:pre|trg|pos)\.jpe?g$/i,
    /(?:^|\/)(?:(?<device>[\da-f]{2}(?:[-:]?[\da-f]{2}){5})\/[^/]+\/[^/]+\/\d{2}\/)?(?<event>[a-z]+)_(?<time>\d{4}(?:-\d{2}){5}-\d{3})_\d{1,4}\.jpe?g$/i,
  ],
  ignoredEvents: new Map(),
  testFiles: [],
});
