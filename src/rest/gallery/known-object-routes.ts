import { Type } from 'typebox';
import type { KnownObjects, ObjectEnrolment } from '../../ports/known-objects.ts';
import { ApiRoutes } from '../api/api-routes.ts';
import { answerOf, refusedWith } from '../api/route-spec.ts';
import { IMAGE_TYPES, readImage } from '../own-bodies.ts';
import { Id, NameField } from './gallery-schemas.ts';

const EnrolledSchema = Type.Object({ known_object_id: Id }, { title: 'Enrolled object' });

/** Port 8000: our car, the parcel van, our dog, by a picture of each. */
export function knownObjectRoutes(objects: KnownObjects): ApiRoutes {
  const api = new ApiRoutes('Known objects', 'Vehicles, animals and things that are known by how they look.');
  api.add({
    method: 'post',
    path: '/rest/known_objects/from_track',
    summary: 'Say what a track of an event is',
    description: 'From now on what looks like it is called so. Past events are judged by it, too.',
    body: Type.Object({ track_id: Id, name: NameField }, { title: 'Track and its name', additionalProperties: false }),
    status: 201,
    answer: EnrolledSchema,
    refusals: { 404: 'There is no such track' },
    handle: async ({ body }) => replyTo(await objects.enrolTrack(body.track_id, body.name)),
  });
  api.add({
    method: 'post',
    path: '/rest/known_objects/picture',
    summary: 'Add a picture of something known',
    description:
      'The body is the picture itself, `Content-Type: image/jpeg`, `image/png` or `image/webp`, at most 20 MiB. The ' +
      'largest object of the shape is taken, or the whole picture where none is found.',
    query: Type.Object({ name: NameField, shape: Type.String({ minLength: 1, maxLength: 100, examples: ['car'] }) }),
    ownBody: IMAGE_TYPES,
    status: 201,
    answer: EnrolledSchema,
    handle: async ({ query, request, response }) => {
      const image = await readImage(request, response);
      if (image.kind === 'refused') return image;
      return replyTo(await objects.enrolPicture(image.value, query.name, query.shape));
    },
  });
  return api;
}

function replyTo(outcome: ObjectEnrolment) {
  if (outcome.kind === 'done') return answerOf({ known_object_id: outcome.knownObjectId });
  return refusedWith(outcome.field === 'track' ? 404 : 400, { [outcome.field]: outcome.why });
}
