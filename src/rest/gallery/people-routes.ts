import type { Request } from 'express';
import { Type } from 'typebox';
import type { People } from '../../ports/gallery.ts';
import { ApiRoutes } from '../api/api-routes.ts';
import { answerOf, refusedWith } from '../api/route-spec.ts';
import type { UrlOf } from '../history-answers.ts';
import { sameServerUrl } from '../public-address.ts';
import { refusalFor } from './done-reply.ts';
import { NameField, OneParams, PersonAnswerSchema, personAnswer } from './gallery-schemas.ts';

const NewPersonSchema = Type.Object(
  { name: NameField, ignored: Type.Boolean({ default: false, description: 'Known, and of no interest.' }) },
  { title: 'New person', additionalProperties: false },
);

const ChangeSchema = Type.Object(
  { name: Type.Optional(NameField), ignored: Type.Optional(Type.Boolean()) },
  { title: 'Change of a person', additionalProperties: false },
);

const PictureParams = Type.Object({ id: Type.Integer({ minimum: 1 }), picture: Type.Integer({ minimum: 1 }) });

/** Port 8000: who is known. */
export function peopleRoutes(people: People): ApiRoutes {
  const api = new ApiRoutes('People', 'Who is known by face. Nothing of it leaves this machine.');
  const show = (id: number, request: Request) => {
    const person = people.one(id);
    return person
      ? answerOf(personAnswer(person, urlsFor(request)))
      : refusedWith(404, { id: 'there is no such person' });
  };
  api.add({
    method: 'get',
    path: '/rest/people',
    summary: 'List everybody who is known',
    answer: Type.Array(PersonAnswerSchema),
    handle: ({ request }) => answerOf(people.list().map((person) => personAnswer(person, urlsFor(request)))),
  });
  api.add({
    method: 'get',
    path: '/rest/people/:id',
    summary: 'Read one person',
    params: OneParams,
    answer: PersonAnswerSchema,
    handle: ({ params, request }) => show(params.id, request),
  });
  api.add({
    method: 'post',
    path: '/rest/people',
    summary: 'Add a person',
    body: NewPersonSchema,
    status: 201,
    answer: PersonAnswerSchema,
    handle: async ({ body, request }) => {
      const done = await people.add(body.name, body.ignored);
      return done.kind === 'done' ? show(done.id, request) : (refusalFor(done, 'person') ?? refusedWith(400, {}));
    },
  });
  addChanges(api, people, show);
  return api;
}

function addChanges(
  api: ApiRoutes,
  people: People,
  show: (
    id: number,
    request: Request,
  ) => ReturnType<typeof answerOf<ReturnType<typeof personAnswer>>> | ReturnType<typeof refusedWith>,
): void {
  api.add({
    method: 'patch',
    path: '/rest/people/:id',
    summary: 'Rename a person, or ignore one',
    params: OneParams,
    body: ChangeSchema,
    answer: PersonAnswerSchema,
    handle: async ({ params, body, request }) =>
      refusalFor(await people.change(params.id, body), 'person') ?? show(params.id, request),
  });
  api.add({
    method: 'delete',
    path: '/rest/people/:id',
    summary: 'Forget a person',
    description: 'With all pictures and embeddings, and the faces of past events that were judged to be this person.',
    params: OneParams,
    status: 204,
    handle: async ({ params }) => refusalFor(await people.remove(params.id), 'person') ?? answerOf({}),
  });
  api.add({
    method: 'delete',
    path: '/rest/people/:id/pictures/:picture',
    summary: 'Take a picture from a person',
    params: PictureParams,
    status: 204,
    handle: async ({ params }) =>
      refusalFor(await people.removePicture(params.id, params.picture), 'picture') ?? answerOf({}),
  });
}

function urlsFor(request: Request): UrlOf {
  return (file) => sameServerUrl(request, file);
}
