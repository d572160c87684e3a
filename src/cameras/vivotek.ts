import { pathRules } from './path-rules.ts';

/**
 * Vivotek, GeoVision and ACTi: `[MAC]_[DATE]_[TIME]_[IDX].jpg`, in folders by MAC, event, date and hour, as the user has
 * composed them.
 */
export const vivotek = pathRules({
  name: 'Vivotek',
  forms: [
    /(?:^|\/)(?<device>[\da-f]{2}(?:[-:]?[\da-f]{2}){5})_(?<date>\d{8}|\d{4}-\d{2}-\d{2})_(?<time>\d{6}|\d{2}-\d{2}-\d{2})(?:_\d{1,9})?\.(?:jpe?g|mp4)$/i,
  ],
  ignoredEvents: new Map(),
  testFiles: [],
});
