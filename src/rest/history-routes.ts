import { type Request, Router } from 'express';
import type { History } from '../ports/history.ts';
import { eventAnswer, recordingAnswer, type UrlOf } from './history-answers.ts';
import { refuse } from './message.ts';
import { readPage } from './page-query.ts';
import { sameServerUrl } from './public-address.ts';

/** Port 8000, what the machine wrote: recordings and events, newest first. They are not edited. */
export function historyRoutes(history: History): Router {
  const router = Router();
  router.get('/rest/recordings', (request, response) => {
    const asked = readPage(request, 1000, 10_000);
    if (asked.kind === 'bad') refuse(response, 400, asked.message);
    else response.json(history.recordings(asked.page).map((row) => recordingAnswer(row, urlsFor(request))));
  });
  router.get('/rest/recordings/:id', (request, response) => {
    const { id } = request.params;
    const recording = /^\d{1,15}$/.test(id) ? history.recording(Number(id)) : null;
    if (recording) response.json(recordingAnswer(recording, urlsFor(request)));
    else refuse(response, 404, { id: 'there is no such recording' });
  });
  router.get('/rest/events', (request, response) => {
    const asked = readPage(request, 50, 500);
    if (asked.kind === 'bad') refuse(response, 400, asked.message);
    else response.json(history.events(asked.page).map((event) => eventAnswer(event, urlsFor(request))));
  });
  router.get('/rest/events/:id', (request, response) => {
    const event = history.event(request.params.id);
    if (event) response.json(eventAnswer(event, urlsFor(request)));
    else refuse(response, 404, { id: 'there is no such event' });
  });
  for (const path of ['/rest/recordings{/:id}', '/rest/events{/:id}']) {
    router.all(path, (request, response) => {
      const why = `${request.method} is not possible: Concierge writes these rows itself`;
      refuse(response.set('Allow', 'GET, HEAD'), 405, { method: why });
    });
  }
  return router;
}

function urlsFor(request: Request): UrlOf {
  return (file) => sameServerUrl(request, file);
}
