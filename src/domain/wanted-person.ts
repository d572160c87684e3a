import type { SeenPerson } from './event-identities.ts';

/** Whom the faces of an event have to show: somebody known, by id; any stranger; or one of whom it is not sure. */
export type WantedPerson = number | 'stranger' | 'unsure';

/** As an address has it: `3`, `stranger`, `unsure`; null when it is none of them. */
export function parseWantedPerson(text: string): WantedPerson | null {
  if (text === 'stranger' || text === 'unsure') return text;
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

/** Whether any of those who were seen in an event is wanted. */
export function showsWanted(seen: readonly SeenPerson[], wanted: WantedPerson): boolean {
  if (wanted === 'unsure') return seen.some(({ kind }) => kind === 'unsure');
  if (wanted === 'stranger') return seen.some(({ kind }) => kind === 'unknown');
  return seen.some((identity) => identity.kind === 'known' && identity.personId === wanted);
}
