import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { ObjectVerdict } from '../domain/object-verdict.ts';
import type { SeenBefore } from '../domain/seen-before.ts';

const Named = { name: Type.String(), similarity: Type.Number() };

export const ObjectVerdictSchema = Type.Union([
  Type.Object({ kind: Type.Literal('known'), ...Named }),
  Type.Object({ kind: Type.Literal('unsure'), candidates: Type.Array(Type.Object(Named)) }),
  Type.Object({ kind: Type.Literal('none') }),
]);

const SeenBeforeSchema = Type.Object({
  eventId: Type.String(),
  seenAtMs: Type.Number(),
  similarity: Type.Number(),
  samePlace: Type.Boolean(),
});

export function verdictToJson(verdict: ObjectVerdict): string {
  const stored: Static<typeof ObjectVerdictSchema> =
    verdict.kind === 'unsure' ? { ...verdict, candidates: [...verdict.candidates] } : verdict;
  return JSON.stringify(stored);
}

/** @throws TypeError when the text was not written by verdictToJson */
export function verdictFromJson(json: string): ObjectVerdict {
  const verdict: unknown = JSON.parse(json);
  if (!Value.Check(ObjectVerdictSchema, verdict)) throw new TypeError('Cannot read a stored verdict on an object.');
  return verdict;
}

export function seenBeforeToJson(seen: SeenBefore): string {
  return JSON.stringify(seen);
}

/** @throws TypeError when the text was not written by seenBeforeToJson */
export function seenBeforeFromJson(json: string): SeenBefore {
  const seen: unknown = JSON.parse(json);
  if (!Value.Check(SeenBeforeSchema, seen)) throw new TypeError('Cannot read where an object was seen before.');
  return seen;
}
