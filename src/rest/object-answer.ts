import { type Static, Type } from 'typebox';
import type { MediaPath } from '../domain/media-path.ts';
import { type NamedObject, OBJECT_VERDICTS, type ObjectVerdict } from '../domain/object-verdict.ts';
import type { SeenBefore } from '../domain/seen-before.ts';
import type { EventChange } from '../ports/history.ts';

const NamedObjectSchema = Type.Object(
  { name: Type.String(), similarity: Type.Number({ description: 'Percent; 50 lies at the threshold.' }) },
  { title: 'Named object' },
);

/** Which known object a track shows. */
export const ObjectSchema = Type.Object(
  {
    kind: Type.Enum([...OBJECT_VERDICTS]),
    name: Type.Union([Type.String(), Type.Null()]),
    similarity: Type.Union([Type.Number(), Type.Null()], { description: 'Percent; 50 lies at the threshold.' }),
    candidates: Type.Array(NamedObjectSchema, { description: 'What it may be when it is not sure.' }),
  },
  { title: 'Known object verdict' },
);

export const SeenBeforeSchema = Type.Object(
  {
    event_id: Type.String({ format: 'uuid' }),
    seen_at: Type.String({ format: 'date-time', description: 'ISO 8601, UTC.' }),
    similarity: Type.Number({ description: 'Percent.' }),
    same_place: Type.Boolean({ description: 'It stands where it stood.' }),
  },
  { title: 'Seen before', description: 'The last time that the same object was seen by this camera.' },
);

export const ChangeSchema = Type.Object(
  {
    kind: Type.Enum(['left_behind', 'taken_away']),
    shape: Type.String(),
    snapshot_url: Type.Union([Type.String({ format: 'uri' }), Type.Null()]),
  },
  { title: 'Scene change', description: 'What now stands where nothing stood, or no longer stands where it stood.' },
);

export function objectAnswer(verdict: ObjectVerdict): Static<typeof ObjectSchema> {
  const nothing = { kind: verdict.kind, name: null, similarity: null, candidates: [] };
  if (verdict.kind === 'known') return { ...nothing, ...named(verdict) };
  return verdict.kind === 'unsure' ? { ...nothing, candidates: verdict.candidates.map(named) } : nothing;
}

export function seenBeforeAnswer(seen: SeenBefore): Static<typeof SeenBeforeSchema> {
  return {
    event_id: seen.eventId,
    seen_at: new Date(seen.seenAtMs).toISOString(),
    similarity: percent(seen.similarity),
    same_place: seen.samePlace,
  };
}

export function changeAnswer(
  { kind, shape, snapshot }: EventChange,
  urlOf: (file: MediaPath) => string,
): Static<typeof ChangeSchema> {
  return { kind, shape, snapshot_url: snapshot && urlOf(snapshot) };
}

function named({ name, similarity }: NamedObject) {
  return { name, similarity: percent(similarity) };
}

function percent(similarity: number): number {
  return Math.round(similarity * 1000) / 10;
}
