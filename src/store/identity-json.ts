import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Identity } from '../domain/identity.ts';

const NamedPerson = { personId: Type.Integer(), name: Type.String(), similarity: Type.Number() };

export const IdentitySchema = Type.Union([
  Type.Object({ kind: Type.Literal('known'), ...NamedPerson }),
  Type.Object({ kind: Type.Literal('unsure'), candidates: Type.Array(Type.Object(NamedPerson)) }),
  Type.Object({ kind: Type.Literal('unknown'), strangerId: Type.Union([Type.Integer(), Type.Null()]) }),
  Type.Object({
    kind: Type.Literal('ignored'),
    why: Type.Union([Type.Literal('not a face'), Type.Literal('ignored person')]),
  }),
]);

export function identityToJson(identity: Identity): string {
  const stored: Static<typeof IdentitySchema> =
    identity.kind === 'unsure' ? { ...identity, candidates: [...identity.candidates] } : identity;
  return JSON.stringify(stored);
}

/** @throws TypeError when the text was not written by identityToJson */
export function identityFromJson(json: string): Identity {
  const identity: unknown = JSON.parse(json);
  if (!Value.Check(IdentitySchema, identity)) throw new TypeError('Cannot read a stored verdict on faces.');
  return identity;
}
