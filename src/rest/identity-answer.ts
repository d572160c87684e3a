import { type Static, Type } from 'typebox';
import { IDENTITY_KINDS, type Identity, type NamedPerson, strangerLabel } from '../domain/identity.ts';

const NamedPersonSchema = Type.Object(
  {
    person_id: Type.Integer(),
    name: Type.String(),
    similarity: Type.Number({ description: "Percent; 50 lies at the person's own threshold." }),
  },
  { title: 'Named person' },
);

/** Who it was, by the faces of a track. */
export const IdentitySchema = Type.Object(
  {
    kind: Type.Enum([...IDENTITY_KINDS]),
    name: Type.Union([Type.String(), Type.Null()], {
      description: "A person's name, or a stranger's label such as `unknown-7`; null when it is not sure.",
    }),
    person: Type.Union([NamedPersonSchema, Type.Null()]),
    candidates: Type.Array(NamedPersonSchema, { description: 'Whom it may be when it is not sure.' }),
    stranger_id: Type.Union([Type.Integer(), Type.Null()]),
    why_ignored: Type.Union([Type.String(), Type.Null()]),
  },
  { title: 'Identity' },
);

export function identityAnswer(identity: Identity): Static<typeof IdentitySchema> {
  const nobody = {
    kind: identity.kind,
    name: null,
    person: null,
    candidates: [],
    stranger_id: null,
    why_ignored: null,
  };
  switch (identity.kind) {
    case 'known':
      return { ...nobody, name: identity.name, person: personAnswer(identity) };
    case 'unsure':
      return { ...nobody, candidates: identity.candidates.map(personAnswer) };
    case 'unknown': {
      const { strangerId } = identity;
      return { ...nobody, name: strangerId === null ? null : strangerLabel(strangerId), stranger_id: strangerId };
    }
    case 'ignored':
      return { ...nobody, why_ignored: identity.why };
  }
}

function personAnswer({ personId, name, similarity }: NamedPerson) {
  return { person_id: personId, name, similarity: Math.round(similarity * 1000) / 10 };
}
