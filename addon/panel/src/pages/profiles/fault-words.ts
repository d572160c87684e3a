import type { ProfileFault } from '../../../../../src/domain/profile-faults.ts';
import { percent } from '../../format/numbers.ts';
import { t } from './messages.ts';

/** What is wrong, in the user's language. */
export function faultWords(fault: ProfileFault): string {
  switch (fault.kind) {
    case 'intervals':
      return t('wrongIntervals', { max: fault.max });
    case 'no person':
      return t('wrongNoPerson');
    case 'person alone':
      return t('wrongPersonAlone');
    case 'heights':
      return t('wrongHeights', { min: percent(fault.minPct / 100), max: percent(fault.maxPct / 100) });
  }
}
