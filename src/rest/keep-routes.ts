import { Type } from 'typebox';
import type { History } from '../ports/history.ts';
import type { KeepMarks } from '../ports/keep-marks.ts';
import type { EventViewers } from '../ports/panel/event-viewers.ts';
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
export function keepRoutes(
  history: Pick<History, 'event' | 'recording'>,
  marks: KeepMarks,
  viewers: Pick<EventViewers, 'eventChanged'>,
): ApiRoutes {
  const api = new ApiRoutes('Keep', 'What the cleanup leaves, whatever its age and however full the disk.');
  /** What was marked, told to whoever shows it. */
  const told = <Row>(eventId: string | null, row: () => Row): Row | null => {
    if (eventId === null) return null;
    viewers.eventChanged(eventId);
    return row();
  };
  api.add({
    method: 'patch',
    path: '/rest/events/:id',
    summary: 'Mark an event to be kept',
    params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
    body: KeepSchema,
    answer: EventSchema,
    handle: ({ params, body, request }) => {
      const event = told(marks.keepEvent(params.id, body.keep), () => history.event(params.id));
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
      const recording = told(marks.keepRecording(params.id, body.keep), () => history.recording(params.id));
      if (recording) return answerOf(recordingAnswer(recording, (file) => sameServerUrl(request, file)));
      return refusedWith(404, { id: 'there is no such recording' });
    },
  });
  return api;
}
