import { ConciergeError } from '../domain/concierge-error.ts';

/** For a file that is not what the catalogue promises, and is not used. */
export function wrongHash(origin: string, sha256: string | null, expected: string): ConciergeError {
  return new ConciergeError('MODEL_HASH_MISMATCH', `${origin} has the sha256 ${sha256}, expected ${expected}`);
}
