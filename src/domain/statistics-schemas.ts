import { type Static, Type } from 'typebox';

export const SightingCountSchema = Type.Object(
  {
    key: Type.String({ description: "The camera's or person's name, the shape, the hour of the day or the day." }),
    raised: Type.Integer(),
    suppressed: Type.Integer({ description: 'Raised nothing: stood still, at a known place, or in a mask.' }),
  },
  { title: 'Count' },
);

export const SuggestionSchema = Type.Object(
  {
    camera: Type.Integer(),
    profile: Type.Union([Type.Integer(), Type.Null()], { description: 'That the camera uses.' }),
    shape: Type.String(),
    confidence_level: Type.Integer({ description: 'Percent that the shape needs there.' }),
    sightings: Type.Integer(),
    stood_still_pct: Type.Integer(),
    words: Type.String(),
  },
  { title: 'Suggestion' },
);

/** Counts as they are told over REST and in the panel. */
export type SightingCountAnswer = Static<typeof SightingCountSchema>;
export type SuggestionAnswer = Static<typeof SuggestionSchema>;
