import { decimal } from '../../format/numbers.ts';
import { t } from './messages.ts';

/** Of many cameras. */
const FRAMES_PER_S = 15;

/** What looking at every so-manieth frame of a clip comes to. */
export function intervalWords(everyNthFrame: number): string {
  if (!(everyNthFrame >= 1)) return '';
  const perSecond = FRAMES_PER_S / everyNthFrame;
  return perSecond >= 1
    ? t('looks', { fps: FRAMES_PER_S, looks: decimal(Math.round(perSecond * 10) / 10) })
    : t('looksSeldom', { fps: FRAMES_PER_S, seconds: decimal(Math.round(10 / perSecond) / 10) });
}
