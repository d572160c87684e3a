import type { GalleryReport } from '../../../../../src/domain/gallery-report.ts';
import { t } from './messages.ts';

const ENOUGH_PICTURES = 3;

/** Nearer than this, two people are mixed up now and then. */
const ALIKE_DISTANCE = 0.5;

export interface Quality {
  readonly tone: 'good' | 'warn' | 'bad';
  readonly words: string;
}

/** How well somebody is known, and what to do about it. */
export function qualityOf(report: GalleryReport['people'][number] | undefined): Quality {
  const pictures = report?.pictures ?? 0;
  if (pictures === 0) return { tone: 'bad', words: t('noFaceYet') };
  if (pictures < ENOUGH_PICTURES) return { tone: 'warn', words: t.count('thin', ENOUGH_PICTURES - pictures) };
  const { nearest } = report ?? {};
  if (nearest && nearest.distance < ALIKE_DISTANCE) return { tone: 'warn', words: t('alike', { name: nearest.name }) };
  return { tone: 'good', words: t('well') };
}
