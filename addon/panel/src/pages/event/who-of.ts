import type { StoredTrack } from '../../../../../src/ports/history.ts';
import { t } from './messages.ts';

/** By its faces: a name, or what a stranger is called until there is one. */
export function whoOf({ identity }: StoredTrack): string | null {
  if (identity?.kind === 'known') return identity.name;
  if (identity?.kind === 'unknown' && identity.strangerId !== null) return t('stranger', { id: identity.strangerId });
  if (identity?.kind === 'unsure')
    return t('unsure', { names: identity.candidates.map(({ name }) => name).join(', ') });
  return null;
}
