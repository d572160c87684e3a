import type { WantedPerson } from '../domain/wanted-person.ts';
import type { SqlValue } from '../runtime/sqlite-row.ts';

const SHOWN = 'SELECT event_id FROM tracks WHERE suppressed = 0 AND identity_kind IS NOT NULL AND identity_kind =';

/** As domain/event-identities: who is not sure of is not told of where one of the candidates was recognised. */
const UNSURE = `${SHOWN} 'unsure' AND NOT EXISTS (
  SELECT 1 FROM tracks sure, json_each(tracks.identity, '$.candidates') candidate
  WHERE sure.event_id = tracks.event_id AND sure.suppressed = 0 AND sure.person_id = candidate.value ->> '$.personId')`;

/** The condition on a row of events that its faces show whom TimelineFilter wants. */
export function whoSql(wanted: WantedPerson): { readonly sql: string; readonly values: readonly SqlValue[] } {
  if (wanted === 'stranger') return { sql: `id IN (${SHOWN} 'unknown')`, values: [] };
  if (wanted === 'unsure') return { sql: `id IN (${UNSURE})`, values: [] };
  return { sql: `id IN (${SHOWN} 'known' AND person_id = ?)`, values: [wanted] };
}
