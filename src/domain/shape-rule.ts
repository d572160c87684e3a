import { type Static, Type } from 'typebox';
import { COCO_SHAPES } from './shapes.ts';

const HeightPct = (description: string) =>
  Type.Optional(Type.Union([Type.Integer({ minimum: 0, maximum: 100 }), Type.Null()], { description }));

/** What a profile asks of one shape in particular; what is null or missing is as with all of them. */
const ShapeRuleSchema = Type.Object(
  {
    /** Its name: a rule outlives its shape's being switched off, and then has no effect. */
    shape: Type.String({ minLength: 1, maxLength: 100 }),
    confidence_level: Type.Optional(
      Type.Union([Type.Integer({ minimum: 1, maximum: 100 }), Type.Null()], {
        description: "Percent, in place of the profile's.",
      }),
    ),
    min_height_pct: HeightPct("Percent of the picture's height: what is less tall raises nothing."),
    max_height_pct: HeightPct("Percent of the picture's height: what is taller raises nothing."),
  },
  { additionalProperties: false },
);

export const ShapeRulesSchema = Type.Array(ShapeRuleSchema, { maxItems: COCO_SHAPES.length });

export type ShapeRule = Readonly<Static<typeof ShapeRuleSchema>>;
