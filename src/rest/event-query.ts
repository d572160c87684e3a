import { type Static, Type } from 'typebox';
import { personNamed } from '../domain/known-people.ts';
import { parseWantedPerson, type WantedPerson } from '../domain/wanted-person.ts';
import type { ReadonlyConfig } from '../ports/config-store.ts';
import type { EventFilter } from '../ports/history.ts';
import { historyQuery, readHistoryFilter } from './history-query.ts';
import type { FieldMessages } from './message.ts';

/** What events are filtered by. */
export const EVENT_QUERY = Type.Object({
  ...historyQuery(50, 500).properties,
  person: Type.Optional(
    Type.String({ maxLength: 100, description: 'The id or name of a known person; `stranger` or `unsure`.' }),
  ),
});

type ReadEvents =
  | { readonly kind: 'fine'; readonly filter: EventFilter }
  | { readonly kind: 'bad'; readonly message: FieldMessages };

export function readEventFilter(query: Static<typeof EVENT_QUERY>, config: ReadonlyConfig): ReadEvents {
  const read = readHistoryFilter(query, config);
  if (query.person === undefined) return read;
  const who = wantedIn(query.person, config);
  if (who === null) {
    const message = { person: `nobody is known as "${query.person}", neither by id nor by name` };
    return { kind: 'bad', message: { ...(read.kind === 'bad' && read.message), ...message } };
  }
  return read.kind === 'bad' ? read : { kind: 'fine', filter: { ...read.filter, who } };
}

/** A person who is gone is shown by no event: of an id nothing more is asked. */
function wantedIn(text: string, config: ReadonlyConfig): WantedPerson | null {
  return parseWantedPerson(text) ?? personNamed(config, text)?.id ?? null;
}
