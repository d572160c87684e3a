import { type Static, Type } from 'typebox';
import { EMBEDDING_LENGTH } from './face.ts';

/** The layout that this version writes; a file of a newer one is refused. */
export const SETTINGS_FORMAT = 'concierge-settings';
export const SETTINGS_VERSION = 1;

const Embedding = Type.Array(Type.Number(), { minItems: EMBEDDING_LENGTH, maxItems: EMBEDDING_LENGTH });
const Id = Type.Integer({ minimum: 1 });

/** What known objects look like, by their ids in the configuration beside it. */
const GallerySchema = Type.Object(
  {
    pictures: Type.Array(
      Type.Object(
        {
          known_object: Id,
          jpeg: Type.Union([Type.String(), Type.Null()], { description: 'Base64; null where it was left out.' }),
          embedding: Type.Union([Embedding, Type.Null()]),
          quality: Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()]),
        },
        { additionalProperties: false },
      ),
      { maxItems: 50_000 },
    ),
    rejected: Type.Array(
      Type.Object(
        {
          person: Type.Union([Id, Type.Null()], { description: 'Not this person; null: no face.' }),
          embedding: Embedding,
        },
        { additionalProperties: false },
      ),
      { maxItems: 50_000 },
    ),
  },
  { additionalProperties: false },
);

/** Text sealed with AES-256-GCM under a key that scrypt makes of a passphrase. */
const SealedSchema = Type.Object(
  { salt: Type.String({ pattern: '^[A-Za-z0-9+/=]{24}$' }), text: Type.String({ maxLength: 4_000_000 }) },
  { additionalProperties: false },
);

/** Everything that is set up, and nothing that was recorded: what goes from one machine to another. */
export const SettingsFileSchema = Type.Object(
  {
    format: Type.Literal(SETTINGS_FORMAT),
    version: Type.Literal(SETTINGS_VERSION),
    made_at: Type.String({ maxLength: 40, description: 'ISO 8601 UTC.' }),
    made_by: Type.String({ maxLength: 40, description: 'The version of Concierge.' }),
    configuration: Type.Object({}, { description: 'Cameras, profiles, people and the rest, without passwords.' }),
    secrets: Type.Object(
      {
        left_out: Type.Array(Type.String({ maxLength: 200 }), {
          maxItems: 50_000,
          description: 'What the configuration lacks, such as `cameras/3/password`.',
        }),
        sealed: Type.Union([SealedSchema, Type.Null()], {
          description: 'The same with its values, and the logins of Concierge itself; null: no passphrase was given.',
        }),
      },
      { additionalProperties: false },
    ),
    gallery: GallerySchema,
  },
  { title: 'Settings file', additionalProperties: false },
);

export type SettingsFile = Static<typeof SettingsFileSchema>;
export type GalleryPart = SettingsFile['gallery'];
