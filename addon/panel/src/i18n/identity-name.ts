import type { Identity } from '../../../../src/domain/identity.ts';
import { t } from './identity-messages.ts';

/** A name, or what a stranger is called until there is one; null where faces told nothing. */
export function identityName(identity: Identity | null): string | null {
  if (identity?.kind === 'known') return identity.name;
  if (identity?.kind === 'unknown')
    return identity.strangerId === null ? t('somebody') : t('stranger', { id: identity.strangerId });
  if (identity?.kind === 'unsure')
    return t('unsure', { names: identity.candidates.map(({ name }) => name).join(', ') });
  return null;
}
