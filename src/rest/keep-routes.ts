import { Type } from 'typebox';
import type { History } from '../ports/history.ts';
import type { KeepMarks } from '../ports/keep-marks.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';
import { eventAnswer, recordingAnswer } from './history-answers.ts';
import { EventSchema, RecordingSchema } from './history-schemas.ts';
import { sameServerUrl } from './public-address.ts';

const KeepSchema = Type.Object(
  { keep: Type.Boolean({ description: 'The cleanup never deletes it.' }) },
  { title: 'Keep', additionalProperties: false },
);

/** Port 8000, the one field of events and recordings that people write: `keep`. */
export function keepRoutes(history: Pick<History, 'event' | 'recording'>, marks: KeepMarks): ApiRoutes {
  const api = new ApiRoutes('Keep', 'What the cleanup leaves, whatever its age and however full the disk.');
  api.add({
    method: 'patch',
    path: '/rest/events/:id',
    summary: 'Mark an event to be kept',
    params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
    body: KeepSchema,
    answer: EventSchema,
    handle: ({ params, body, request }) => {
      const event = marks.keepEvent(params.id, body.keep) ? history.event(params.id) : null;
      if (event) return answerOf(eventAnswer(event, (file) => sameServerUrl(request, file)));
      return refusedWith(404, { id: 'there is no such event' });
    },
  });
  api.add({
    method: 'patch',
    path: '/rest/recordings/:id',
    summary: 'Mark a recording, with all of its event, to be kept',
    params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
    body: KeepSchema,
    answer: RecordingSchema,
    handle: ({ params, body, request }) => {
      const recording = marks.keepRecording(params.id, body.keep) ? history.recording(params.id) : null;
      if (recording) return answerOf(recordingAnswer(recording, (file) => sameServerUrl(request, file)));
      return refusedWith(404, { id: 'there is no such recording' });
    },
  });
  return api;
}
