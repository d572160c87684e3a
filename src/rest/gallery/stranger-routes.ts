import type { Request } from 'express';
import { Type } from 'typebox';
import type { StrangerRow } from '../../ports/face-store.ts';
import type { Gallery, SeenFaces } from '../../ports/gallery.ts';
import { ApiRoutes } from '../api/api-routes.ts';
import { answerOf, refusedWith } from '../api/route-spec.ts';
import { sameServerUrl } from '../public-address.ts';
import { refusalFor } from './done-reply.ts';
import {
  FaceAnswerSchema,
  faceAnswer,
  Id,
  NameField,
  OneParams,
  StrangerSchema,
  strangerAnswer,
} from './gallery-schemas.ts';

/** Port 8000: people without a name. */
export function strangerRoutes({ strangers, faces }: Gallery): ApiRoutes {
  const api = new ApiRoutes('Strangers', 'People without a name, known again by a number that stays.');
  const show = (id: number, request: Request) => {
    const seen = strangers.one(id);
    return seen
      ? answerOf(present(seen.stranger, faces, request))
      : refusedWith(404, { id: 'there is no such stranger' });
  };
  api.add({
    method: 'get',
    path: '/rest/strangers',
    summary: 'List strangers, who was seen last first',
    answer: Type.Array(StrangerSchema),
    handle: ({ request }) => answerOf(strangers.list().map((row) => present(row, faces, request))),
  });
  api.add({
    method: 'get',
    path: '/rest/strangers/:id',
    summary: 'Read one stranger',
    params: OneParams,
    answer: StrangerSchema,
    handle: ({ params, request }) => show(params.id, request),
  });
  api.add({
    method: 'get',
    path: '/rest/strangers/:id/faces',
    summary: 'List the faces of a stranger, the best first',
    params: OneParams,
    answer: Type.Array(FaceAnswerSchema),
    handle: ({ params, request }) => {
      const seen = strangers.one(params.id);
      if (!seen) return refusedWith(404, { id: 'there is no such stranger' });
      return answerOf(seen.faces.map((face) => faceAnswer(face, (file) => sameServerUrl(request, file))));
    },
  });
  api.add({
    method: 'patch',
    path: '/rest/strangers/:id',
    summary: 'Ignore a stranger, or no longer',
    params: OneParams,
    body: Type.Object({ ignored: Type.Boolean() }, { title: 'Change of a stranger', additionalProperties: false }),
    answer: StrangerSchema,
    handle: ({ params, body, request }) =>
      refusalFor(strangers.ignore(params.id, body.ignored), 'stranger') ?? show(params.id, request),
  });
  addMaking(api, { strangers, faces });
  return api;
}

/** What becomes of strangers. */
function addMaking(api: ApiRoutes, { strangers, faces }: Pick<Gallery, 'strangers' | 'faces'>): void {
  api.add({
    method: 'post',
    path: '/rest/strangers/:id/name',
    summary: 'Give a stranger a name',
    description: 'Of a new person, or of one who is known already. Past events are judged again.',
    params: OneParams,
    body: Type.Object({ name: NameField }, { title: 'Name', additionalProperties: false }),
    status: 201,
    answer: Type.Object({ person_id: Id }, { title: 'Named stranger' }),
    handle: async ({ params, body }) => {
      const done = await strangers.name(params.id, body.name);
      return done.kind === 'done'
        ? answerOf({ person_id: done.personId })
        : (refusalFor(done, 'stranger') ?? refusedWith(400, {}));
    },
  });
  api.add({
    method: 'post',
    path: '/rest/strangers/:id/merge',
    summary: 'Make two strangers one',
    params: OneParams,
    body: Type.Object({ into: Id }, { title: 'Merge', additionalProperties: false }),
    status: 201,
    answer: StrangerSchema,
    handle: ({ params, body, request }) => {
      const refusal = refusalFor(strangers.merge(params.id, body.into), 'stranger');
      const merged = strangers.one(body.into);
      return refusal ?? (merged ? answerOf(present(merged.stranger, faces, request)) : refusedWith(404, {}));
    },
  });
  api.add({
    method: 'post',
    path: '/rest/strangers/:id/split',
    summary: 'Make another stranger of some faces',
    params: OneParams,
    body: Type.Object(
      { faces: Type.Array(Id, { minItems: 1, maxItems: 1000 }) },
      { title: 'Split', additionalProperties: false },
    ),
    status: 201,
    answer: StrangerSchema,
    handle: ({ params, body, request }) => {
      const done = strangers.split(params.id, body.faces);
      if (done.kind !== 'done') return refusalFor(done, 'stranger') ?? refusedWith(400, {});
      const other = strangers.one(done.id);
      return other ? answerOf(present(other.stranger, faces, request)) : refusedWith(404, {});
    },
  });
}

function present(row: StrangerRow, faces: SeenFaces, request: Request) {
  const picture = row.bestFaceId === null ? null : (faces.one(row.bestFaceId)?.picture ?? null);
  return strangerAnswer(row, picture && sameServerUrl(request, picture));
}
