import { Type } from 'typebox';
import type { Gallery } from '../../ports/gallery.ts';
import { ApiRoutes } from '../api/api-routes.ts';
import { answerOf, refusedWith } from '../api/route-spec.ts';
import { sameServerUrl } from '../public-address.ts';
import { archiveRoutes } from './archive-routes.ts';
import { refusalFor } from './done-reply.ts';
import { enrolmentRoutes } from './enrolment-routes.ts';
import { FaceAnswerSchema, faceAnswer, Id, isoTime, OneParams } from './gallery-schemas.ts';
import { peopleRoutes } from './people-routes.ts';
import { ReportSchema, reportAnswer } from './report-answer.ts';
import { strangerRoutes } from './stranger-routes.ts';

const ProgressSchema = Type.Object(
  {
    running: Type.Boolean(),
    done: Type.Integer({ description: 'Of `total` tracks.' }),
    total: Type.Integer(),
    changed: Type.Integer({ description: 'Tracks with another verdict than before.' }),
    finished_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  },
  { title: 'Reidentification' },
);

/** Port 8000: people, strangers, and what users teach by them. */
export function galleryRoutes(gallery: Gallery): readonly ApiRoutes[] {
  return [
    enrolmentRoutes(gallery),
    peopleRoutes(gallery.people),
    strangerRoutes(gallery),
    teachingRoutes(gallery),
    archiveRoutes(gallery.archive),
  ];
}

function teachingRoutes(gallery: Gallery): ApiRoutes {
  const api = new ApiRoutes('Recognition', 'How well it works, and what to do about it.');
  api.add({
    method: 'get',
    path: '/rest/faces/:id',
    summary: 'Read one face that was seen',
    params: OneParams,
    answer: FaceAnswerSchema,
    handle: ({ params, request }) => {
      const face = gallery.faces.one(params.id);
      if (!face) return refusedWith(404, { id: 'there is no such face' });
      return answerOf(faceAnswer(face, (file) => sameServerUrl(request, file)));
    },
  });
  api.add({
    method: 'post',
    path: '/rest/faces/:id/reject',
    summary: 'Say that this is no face, or not this person',
    description:
      'Without `person_id`: what looks like this is not a face. With it: what looks like this is somebody else.',
    params: OneParams,
    body: Type.Object({ person_id: Type.Optional(Id) }, { title: 'Rejection', additionalProperties: false }),
    status: 201,
    answer: Type.Object({}),
    handle: async ({ params, body }) =>
      refusalFor(await gallery.faces.reject(params.id, body.person_id ?? null), 'face') ?? answerOf({}),
  });
  api.add({
    method: 'get',
    path: '/rest/gallery/report',
    summary: 'Whether people are told apart',
    answer: ReportSchema,
    handle: () => answerOf(reportAnswer(gallery.report())),
  });
  const progress = () => {
    const { isRunning, done, total, changed, finishedAtMs } = gallery.reidentification();
    const finished_at = finishedAtMs === null ? null : isoTime(finishedAtMs);
    return answerOf({ running: isRunning, done, total, changed, finished_at });
  };
  api.add({
    method: 'get',
    path: '/rest/gallery/reidentification',
    summary: 'How far past events have been judged again',
    answer: ProgressSchema,
    handle: progress,
  });
  api.add({
    method: 'post',
    path: '/rest/gallery/reidentification',
    summary: 'Judge all past events again',
    status: 202,
    answer: ProgressSchema,
    handle: () => {
      gallery.reidentify();
      return progress();
    },
  });
  return api;
}
