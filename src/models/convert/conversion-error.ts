import { ConciergeError } from '../../domain/concierge-error.ts';

/** @param problem what is not as the conversion expects, in words that complete "Cannot convert the model: ..." */
export function conversionError(problem: string): ConciergeError {
  return new ConciergeError('MODEL_UNAVAILABLE', `Cannot convert the model: ${problem}.`);
}
