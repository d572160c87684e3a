import { Ajv } from 'ajv';
import { type Static, Type } from 'typebox';
import { ERROR_CODES } from '../domain/concierge-error.ts';
import type { DetectorModel } from '../ports/detector-model.ts';

/** What a detector thread is started with. Frames lie in the slots, which both sides see; messages only name the slot. */
export interface ThreadStart {
  readonly model: DetectorModel;
  readonly slots: readonly SharedArrayBuffer[];
}

export type ToThread =
  | {
      readonly kind: 'detect';
      readonly slot: number;
      readonly width: number;
      readonly height: number;
      readonly minConfidence: number;
    }
  | { readonly kind: 'stop' };

const Pixel = Type.Number();

const FromThreadSchema = Type.Union([
  Type.Object({ kind: Type.Literal('ready') }),
  Type.Object({
    kind: Type.Literal('found'),
    slot: Type.Integer(),
    detections: Type.Array(
      Type.Object({
        shape: Type.String(),
        confidence: Type.Number(),
        box: Type.Object({ startX: Pixel, startY: Pixel, endX: Pixel, endY: Pixel }),
      }),
    ),
  }),
  Type.Object({
    kind: Type.Literal('failed'),
    /** Null: the thread could not start. */
    slot: Type.Union([Type.Integer(), Type.Null()]),
    code: Type.Enum([...ERROR_CODES]),
    message: Type.String(),
  }),
]);

export type FromThread = Static<typeof FromThreadSchema>;

export const isFromThread = new Ajv().compile<FromThread>(FromThreadSchema);
