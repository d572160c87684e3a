import type { EventCard } from '../../../../../src/ports/panel/event-card.ts';
import { shapeName } from '../../i18n/shape-messages.ts';
import { t } from './messages.ts';

/** An event in words: `person, car`. */
export function whatWasSeen({ shapes, stationary, state }: EventCard): string {
  if (shapes.length > 0) return shapes.map(({ shape }) => shapeName(shape)).join(', ');
  if (state !== 'analysed') return t(state);
  return stationary.length > 0 ? t('stood', { shapes: stationary.map(shapeName).join(', ') }) : t('nothing');
}
