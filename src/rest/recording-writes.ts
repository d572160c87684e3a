import type { Request } from 'express';
import { Type } from 'typebox';
import type { ConfigStore } from '../ports/config-store.ts';
import type { History } from '../ports/history.ts';
import type { RecordingEditor } from '../ports/recording-editor.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';
import { recordingAnswer } from './history-answers.ts';
import { RecordingSchema } from './history-schemas.ts';
import { sameServerUrl } from './public-address.ts';
import { parseRecording, RecordingChangeSchema, RecordingInputSchema } from './recording-body.ts';

const ONE = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const GONE = { id: 'there is no such recording' };

/** Port 8000: recordings that callers announce, correct or take away. Uploads need none of this. */
export function recordingWrites(history: History, edits: RecordingEditor, config: ConfigStore): ApiRoutes {
  const api = new ApiRoutes('Recordings', 'Rows of clips, written by callers; uploads make theirs themselves.');
  const answer = (id: number, request: Request) => {
    const row = history.recording(id);
    return row ? answerOf(recordingAnswer(row, (file) => sameServerUrl(request, file))) : refusedWith(404, GONE);
  };
  const parse = (body: unknown, id: number | null, isPatch: boolean) => {
    const base = id !== null && isPatch ? history.recording(id) : null;
    return parseRecording(body, base, config.read(), (file) => edits.idOf(file), id);
  };
  const problems = (body: unknown, id: number | null, isPatch: boolean) => {
    const parsed = parse(body, id, isPatch);
    return parsed.kind === 'bad' ? parsed.message : {};
  };
  api.add({
    method: 'post',
    path: '/rest/recordings',
    summary: 'Announce a recording',
    description: 'Its clip is analysed once it is reported to port 5104 with this id.',
    body: RecordingInputSchema,
    alsoWrong: ({ body }) => problems(body, null, false),
    status: 201,
    answer: RecordingSchema,
    handle: ({ body, request }) => {
      const parsed = parse(body, null, false);
      return parsed.kind === 'bad' ? refusedWith(400, parsed.message) : answer(edits.create(parsed.fields), request);
    },
  });
  for (const method of ['put', 'patch'] as const) {
    const isPatch = method === 'patch';
    api.add({
      method,
      path: '/rest/recordings/:id',
      summary: isPatch ? 'Change some fields of a recording' : 'Replace a recording',
      params: ONE,
      lost: ({ id }) => (history.recording(id) ? null : GONE),
      body: isPatch ? RecordingChangeSchema : RecordingInputSchema,
      alsoWrong: ({ params, body }) => problems(body, params.id, isPatch),
      answer: RecordingSchema,
      handle: ({ params, body, request }) => {
        const parsed = parse(body, params.id, isPatch);
        if (parsed.kind === 'bad') return refusedWith(400, parsed.message);
        edits.replace(params.id, parsed.fields);
        return answer(params.id, request);
      },
    });
  }
  api.add({
    method: 'delete',
    path: '/rest/recordings/:id',
    summary: 'Take a recording away',
    description: 'The row alone: its clip stays with its event until the cleanup takes both.',
    params: ONE,
    lost: ({ id }) => (history.recording(id) ? null : GONE),
    status: 204,
    handle: ({ params }) => {
      edits.remove(params.id);
      return answerOf(null);
    },
  });
  return api;
}
