import { type Static, Type } from 'typebox';
import { CAMERA_VERDICTS } from './camera-verdict.ts';

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

export const VerdictComparisonSchema = Type.Object(
  {
    camera: Type.Integer(),
    camera_name: Type.String(),
    verdict: Type.Enum([...CAMERA_VERDICTS]),
    both: Type.Integer({ description: 'Events of which the camera said it, and in which it was found.' }),
    camera_only: Type.Integer({ description: 'The camera said it, and it was not found.' }),
    ours_only: Type.Integer({ description: 'It was found, and the camera did not say it.' }),
  },
  { title: 'VerdictComparison' },
);

/** Counts as they are told over REST and in the panel. */
export type VerdictComparisonAnswer = Static<typeof VerdictComparisonSchema>;
export type SightingCountAnswer = Static<typeof SightingCountSchema>;
export type SuggestionAnswer = Static<typeof SuggestionSchema>;
