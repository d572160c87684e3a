import { Type } from 'typebox';
import { EMBEDDING_LENGTH, FACE_FAULTS } from '../domain/face.ts';

const Box = Type.Object({ startX: Type.Number(), startY: Type.Number(), endX: Type.Number(), endY: Type.Number() });
const Point = Type.Object({ x: Type.Number(), y: Type.Number() });

/** domain/face, as it crosses the processes. */
export const FaceSchema = Type.Object({
  frameNumber: Type.Number(),
  timeMs: Type.Number(),
  box: Box,
  confidence: Type.Number(),
  landmarks: Type.Object({ leftEye: Point, rightEye: Point, nose: Point, leftMouth: Point, rightMouth: Point }),
  quality: Type.Object({
    score: Type.Number(),
    widthPx: Type.Number(),
    sharpness: Type.Number(),
    frontality: Type.Number(),
    edge: Type.Number(),
  }),
  fault: Type.Union([Type.Enum([...FACE_FAULTS]), Type.Null()]),
  embedding: Type.Union([
    Type.Array(Type.Number(), { minItems: EMBEDDING_LENGTH, maxItems: EMBEDDING_LENGTH }),
    Type.Null(),
  ]),
  picture: Type.Union([Type.String(), Type.Null()]),
});

const Model = Type.Object({ name: Type.String(), file: Type.String() });

/** ports/face-models, as a worker is told. */
export const FaceModelsSchema = Type.Object({
  detector: Type.Union([
    Type.Object({ name: Type.String(), file: Type.String(), decoder: Type.Literal('yunet') }),
    Type.Object({ name: Type.String(), file: Type.String(), decoder: Type.Literal('face-ssd'), landmarks: Model }),
  ]),
  embedder: Model,
});
