import type { StrangerGlance } from '../../../../../src/ports/panel/people-glance.ts';
import { ago } from '../../format/time.ts';
import { t } from './messages.ts';

/** `Seen 3 times this week · last 5 minutes ago` */
export function seenWords({ recentSightings, lastSeenMs, ignored }: StrangerGlance): string {
  const words = [t.count('seenWeek', recentSightings)];
  if (lastSeenMs !== null) words.push(t('lastSeen', { when: ago(lastSeenMs) }));
  if (ignored) words.push(t('ignored'));
  return words.join(' · ');
}
