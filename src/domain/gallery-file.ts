import { type Static, Type } from 'typebox';
import { EMBEDDING_LENGTH } from './face.ts';

const Embedding = Type.Array(Type.Number(), { minItems: EMBEDDING_LENGTH, maxItems: EMBEDDING_LENGTH });

/** What the export of a gallery writes and the import reads: people, what they look like, and what is not a face. */
export const GalleryFileSchema = Type.Object(
  {
    format: Type.Literal('concierge-gallery'),
    version: Type.Literal(1),
    people: Type.Array(
      Type.Object({
        name: Type.String({ minLength: 1, maxLength: 100 }),
        ignored: Type.Boolean(),
        pictures: Type.Array(
          Type.Object({
            jpeg: Type.String({ description: 'Base64.' }),
            embedding: Embedding,
            quality: Type.Number({ minimum: 0, maximum: 1 }),
          }),
        ),
      }),
      { maxItems: 10_000 },
    ),
    not_faces: Type.Array(Embedding, { maxItems: 10_000 }),
  },
  { title: 'Gallery file' },
);

export type GalleryFile = Static<typeof GalleryFileSchema>;
