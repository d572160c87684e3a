import { type Static, Type } from 'typebox';
import type { GalleryReport } from '../../domain/gallery-report.ts';

const Distance = Type.Number({ description: 'Euclidean; 0 is the same picture.' });
const MaybeDistance = Type.Union([Distance, Type.Null()]);

export const ReportSchema = Type.Object(
  {
    people: Type.Array(
      Type.Object({
        person_id: Type.Integer(),
        name: Type.String(),
        pictures: Type.Integer(),
        own_distance: MaybeDistance,
        own_widest: MaybeDistance,
        nearest: Type.Union([
          Type.Object({ person_id: Type.Integer(), name: Type.String(), distance: Distance }),
          Type.Null(),
        ]),
        threshold: Type.Number({ description: 'How near a face must be to be given this name.' }),
        false_accepts_per_thousand: Type.Number({
          description: 'Of a thousand strangers, expected to be given this name.',
        }),
        advice: Type.Array(Type.String()),
      }),
    ),
    within: Type.Object({ pairs: Type.Integer(), mean: MaybeDistance, widest: MaybeDistance }),
    between: Type.Object({ pairs: Type.Integer(), mean: MaybeDistance, nearest: MaybeDistance }),
    false_accepts_per_thousand: Type.Number(),
    own_measured: Type.Boolean({
      description:
        'False: there are too few pictures to tell, and false accepts are expected from what is usual alone.',
    }),
    not_faces: Type.Integer(),
    strangers: Type.Integer(),
  },
  { title: 'Report on recognition' },
);

export function reportAnswer(report: GalleryReport): Static<typeof ReportSchema> {
  return {
    people: report.people.map((person) => ({
      person_id: person.personId,
      name: person.name,
      pictures: person.pictures,
      own_distance: round(person.ownDistance),
      own_widest: round(person.ownWidest),
      nearest: person.nearest && {
        person_id: person.nearest.personId,
        name: person.nearest.name,
        distance: round(person.nearest.distance) ?? 0,
      },
      threshold: round(person.threshold) ?? 0,
      false_accepts_per_thousand: person.falseAcceptsPerThousand,
      advice: [...person.advice],
    })),
    within: { pairs: report.within.pairs, mean: round(report.within.mean), widest: round(report.within.widest) },
    between: { pairs: report.between.pairs, mean: round(report.between.mean), nearest: round(report.between.nearest) },
    false_accepts_per_thousand: report.falseAcceptsPerThousand,
    own_measured: report.isOwnMeasured,
    not_faces: report.notFaces,
    strangers: report.strangers,
  };
}

function round(distance: number | null): number | null {
  return distance === null ? null : Math.round(distance * 1000) / 1000;
}
