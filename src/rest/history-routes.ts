import type { Request } from 'express';
import { Type } from 'typebox';
import type { ConfigStore } from '../ports/config-store.ts';
import type { History } from '../ports/history.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';
import { EVENT_QUERY, readEventFilter } from './event-query.ts';
import { eventAnswer, recordingAnswer, type UrlOf } from './history-answers.ts';
import { historyQuery, readHistoryFilter } from './history-query.ts';
import { EventSchema, RecordingSchema } from './history-schemas.ts';
import { linkNextPage } from './page-query.ts';
import { sameServerUrl } from './public-address.ts';

/** Port 8000, what the machine wrote: recordings and events, newest first. */
export function historyRoutes(history: History, config: ConfigStore): ApiRoutes {
  const api = new ApiRoutes('History', 'What was recorded and found, newest first.');
  api.add({
    method: 'get',
    path: '/rest/recordings',
    summary: 'List recordings',
    query: historyQuery(1000, 10_000),
    answer: Type.Array(RecordingSchema),
    handle: ({ query, request, response }) => {
      const asked = readHistoryFilter(query, config.read());
      if (asked.kind === 'bad') return refusedWith(400, asked.message);
      const rows = history.recordings(asked.filter);
      linkNextPage(request, response, query, rows);
      return answerOf(rows.map((row) => recordingAnswer(row, urlsFor(request))));
    },
  });
  api.add({
    method: 'get',
    path: '/rest/recordings/:id',
    summary: 'Read one recording',
    params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
    answer: RecordingSchema,
    handle: ({ params, request }) => {
      const recording = history.recording(params.id);
      if (recording) return answerOf(recordingAnswer(recording, urlsFor(request)));
      return refusedWith(404, { id: 'there is no such recording' });
    },
  });
  addEvents(api, history, config);
  return api;
}

function addEvents(api: ApiRoutes, history: History, config: ConfigStore): void {
  api.add({
    method: 'get',
    path: '/rest/events',
    summary: 'List events',
    query: EVENT_QUERY,
    answer: Type.Array(EventSchema),
    handle: ({ query, request, response }) => {
      const asked = readEventFilter(query, config.read());
      if (asked.kind === 'bad') return refusedWith(400, asked.message);
      const rows = history.events(asked.filter);
      linkNextPage(request, response, query, rows);
      return answerOf(rows.map((event) => eventAnswer(event, urlsFor(request))));
    },
  });
  api.add({
    method: 'get',
    path: '/rest/events/:id',
    summary: 'Read one event',
    params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
    answer: EventSchema,
    handle: ({ params, request }) => {
      const event = history.event(params.id);
      if (event) return answerOf(eventAnswer(event, urlsFor(request)));
      return refusedWith(404, { id: 'there is no such event' });
    },
  });
}

function urlsFor(request: Request): UrlOf {
  return (file) => sameServerUrl(request, file);
}
