import { type Static, Type } from 'typebox';
import type { DeepReadonly } from './deep-readonly.ts';

export const MAX_ZONES = 20;

const RelativeSchema = Type.Number({ minimum: 0, maximum: 1 });

/**
 * A part of a camera's view. A `zone` names what goes through it; what is seen in a `mask` alone raises nothing.
 * Points are in parts of the frame's width and height, so that a camera's pictures and clips share them.
 */
export const ZoneSchema = Type.Object(
  {
    /** Survives renaming and redrawing. */
    uuid: Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' }),
    name: Type.String({ minLength: 1, maxLength: 40, pattern: '^[^\\x00-\\x1f]+$' }),
    kind: Type.Enum(['zone', 'mask'], { default: 'zone' }),
    /** The corners in their order round the area, 0..1 from the upper left. */
    points: Type.Array(Type.Object({ x: RelativeSchema, y: RelativeSchema }, { additionalProperties: false }), {
      minItems: 3,
      maxItems: 40,
    }),
    /** The shapes that it is for; empty = all. */
    shapes: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 80, default: [] }),
  },
  { additionalProperties: false },
);

export type Zone = DeepReadonly<Static<typeof ZoneSchema>>;

/** A zone as history keeps it: by the name that it had. */
export type ZoneName = Pick<Zone, 'uuid' | 'name'>;
