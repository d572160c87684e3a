import type { Request } from 'express';
import { Type } from 'typebox';
import { parseMediaPath } from '../../domain/media-path.ts';
import type { EnrolOutcome, Gallery } from '../../ports/gallery.ts';
import { ApiRoutes } from '../api/api-routes.ts';
import { answerOf, refusedWith } from '../api/route-spec.ts';
import { callerSignal } from '../caller-signal.ts';
import { IMAGE_TYPES, readImage } from '../own-bodies.ts';
import { publicPath, sameServerUrl } from '../public-address.ts';
import { EnrolledSchema, foundFaceAnswer, Id, NameField, OneParams, pictureAnswer } from './gallery-schemas.ts';

/** A large picture on a machine whose cores are busy with clips. */
const READ_DEADLINE_MS = 2 * 60_000;
const FOLDER_DEADLINE_MS = 30 * 60_000;

const FolderSchema = Type.Object(
  {
    folder: Type.String({
      minLength: 1,
      maxLength: 4096,
      examples: ['known'],
      description: 'A folder under ROOT_DIR.',
    }),
    name: Type.Optional({ ...NameField, description: 'Whose pictures they are; without it the subfolders are names.' }),
  },
  { title: 'Folder of pictures', additionalProperties: false },
);

const FolderAnswerSchema = Type.Object(
  {
    enrolled: Type.Array(Type.Object({ name: Type.String(), file: Type.String(), doubts: Type.Array(Type.String()) })),
    left: Type.Array(Type.Object({ file: Type.String(), why: Type.String() })),
  },
  { title: 'Enrolled folder' },
);

/** Port 8000: what people look like, from pictures, from faces that were seen, and from folders. */
export function enrolmentRoutes({ enrolment }: Gallery): ApiRoutes {
  const api = new ApiRoutes('Enrolment', 'Pictures by which people are known.');
  api.add({
    method: 'post',
    path: '/rest/people/:id/pictures',
    summary: 'Add a picture to a person',
    description:
      'The body is the picture itself, `Content-Type: image/jpeg`, `image/png` or `image/webp`, at most 20 MiB. ' +
      'Of several faces the answer lists all, and nothing is added until `?face=` says which.',
    params: OneParams,
    query: Type.Object({ face: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) }),
    ownBody: IMAGE_TYPES,
    status: 201,
    answer: EnrolledSchema,
    handle: async ({ params, query, request, response }) => {
      const image = await readImage(request, response);
      if (image.kind === 'refused') return image;
      const signal = callerSignal(response, READ_DEADLINE_MS);
      const outcome = await enrolment.fromPicture(params.id, image.value, query.face ?? null, signal);
      return replyTo(outcome, params.id, request);
    },
  });
  api.add({
    method: 'post',
    path: '/rest/people/:id/faces',
    summary: 'Add a face that was seen to a person',
    params: OneParams,
    body: Type.Object({ face_id: Id }, { title: 'Seen face', additionalProperties: false }),
    status: 201,
    answer: EnrolledSchema,
    handle: async ({ params, body, request }) =>
      replyTo(await enrolment.fromFace(params.id, body.face_id), params.id, request),
  });
  api.add({
    method: 'post',
    path: '/rest/people/enrol_folder',
    summary: 'Add every picture of a folder',
    body: FolderSchema,
    status: 201,
    answer: FolderAnswerSchema,
    refusals: { 404: 'There is no such folder' },
    handle: async ({ body, response }) => {
      const folder = parseMediaPath(body.folder);
      if (folder === null) return refusedWith(400, { folder: `"${body.folder}" is no path under ROOT_DIR` });
      const signal = callerSignal(response, FOLDER_DEADLINE_MS);
      const { enrolled, left } = await enrolment.fromFolder(folder, body.name ?? null, signal);
      return answerOf({
        enrolled: enrolled.map((one) => ({ ...one, file: publicPath(one.file) })),
        left: left.map((one) => ({ ...one, file: publicPath(one.file) })),
      });
    },
  });
  return api;
}

function replyTo(outcome: EnrolOutcome, personId: number, request: Request) {
  if (outcome.kind === 'refused') {
    return refusedWith(outcome.field === 'person' ? 404 : 400, { [outcome.field]: outcome.why });
  }
  const enrolled = outcome.kind === 'enrolled';
  return answerOf({
    enrolled,
    person_id: personId,
    picture: enrolled ? pictureAnswer(outcome.picture, (file) => sameServerUrl(request, file)) : null,
    faces: enrolled ? [] : outcome.faces.map(foundFaceAnswer),
  });
}
