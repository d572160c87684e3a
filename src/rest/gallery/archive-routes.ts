import { Type } from 'typebox';
import { type GalleryFile, GalleryFileSchema } from '../../domain/gallery-file.ts';
import type { Archive } from '../../ports/gallery.ts';
import { ApiRoutes } from '../api/api-routes.ts';
import { answerOf, refusedWith } from '../api/route-spec.ts';
import { schemaCheck } from '../api/schema-check.ts';
import { GALLERY_TYPE, readGalleryFile } from '../own-bodies.ts';

const ImportedSchema = Type.Object(
  {
    people: Type.Integer({ description: 'New ones.' }),
    pictures: Type.Integer({ description: 'New ones.' }),
    left: Type.Array(Type.String(), { description: 'Who was left out, and why.' }),
  },
  { title: 'Imported gallery' },
);

const check = schemaCheck(GalleryFileSchema, { fill: false });

/** Port 8000: the gallery as one file. */
export function archiveRoutes(archive: Archive): ApiRoutes {
  const api = new ApiRoutes('Gallery file', 'Known people, taken from one machine to another.');
  api.add({
    method: 'get',
    path: '/rest/gallery/export',
    summary: 'Everybody who is known, with pictures and embeddings',
    answer: GalleryFileSchema,
    handle: async ({ response }) => {
      response.set('Content-Disposition', 'attachment; filename="concierge-gallery.json"');
      return answerOf(await archive.export());
    },
  });
  api.add({
    method: 'post',
    path: '/rest/gallery/import',
    summary: 'Add what an export wrote',
    description: 'The body is the file, `Content-Type: application/vnd.concierge.gallery+json`, at most 64 MiB.',
    ownBody: [GALLERY_TYPE],
    status: 201,
    answer: ImportedSchema,
    handle: async ({ request, response }) => {
      const sent = await readGalleryFile(request, response);
      if (sent.kind === 'refused') return sent;
      const wrong = check(sent.value);
      if (Object.keys(wrong).length > 0) return refusedWith(400, wrong);
      // The check above holds it to be of the schema.
      return answerOf(await archive.import(sent.value as GalleryFile));
    },
  });
  return api;
}
