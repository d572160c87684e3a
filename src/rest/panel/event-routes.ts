import { type Request, Router } from 'express';
import { parseWantedPerson } from '../../domain/wanted-person.ts';
import type { EventVerdicts } from '../../ports/camera-verdicts.ts';
import type { SeenFaces } from '../../ports/gallery.ts';
import type { History, TimelineFilter } from '../../ports/history.ts';
import type { EventList } from '../../ports/panel/event-card.ts';
import { type FieldMessages, refuse } from '../message.ts';
import { eventCard } from './event-card.ts';
import { eventPage } from './event-page.ts';

const PAGE = 30;

/** `events`: the timeline, by camera, shape, person and time, a page at a time; `events/<id>`: all of one. */
export function eventRoutes(history: History, faces: Pick<SeenFaces, 'ofTrack'>, verdicts: EventVerdicts): Router {
  const router = Router();
  router.get('/events', (request, response) => {
    const { filter, message } = readFilter(request);
    if (Object.keys(message).length > 0) {
      refuse(response, 400, message);
      return;
    }
    const found = history.timeline({ ...filter, limit: PAGE + 1 });
    const page = found.slice(0, PAGE);
    const last = page.at(-1);
    const list: EventList = {
      events: page.map(eventCard),
      next: found.length > PAGE && last ? `${last.startedAtMs}.${last.id}` : null,
    };
    response.json(list);
  });
  router.get('/events/:id', (request, response) => {
    const event = history.event(request.params.id);
    if (event) response.json(eventPage(event, history, faces, verdicts));
    else refuse(response, 404, { id: 'there is no such event (any more)' });
  });
  return router;
}

function readFilter(request: Request): {
  readonly filter: Omit<TimelineFilter, 'limit'>;
  readonly message: FieldMessages;
} {
  const message: Record<string, string> = {};
  const text = (field: string): string | null => {
    const value = request.query[field];
    return typeof value === 'string' && value !== '' ? value.slice(0, 100) : null;
  };
  const number = (field: string): number | null => {
    const value = text(field);
    if (value === null) return null;
    if (!/^\d{1,15}$/.test(value)) message[field] = `"${value.slice(0, 20)}" is no whole number`;
    return Number(value);
  };
  const asked = text('who');
  const who = asked === null ? null : parseWantedPerson(asked);
  if (asked !== null && who === null)
    message['who'] = `"${asked.slice(0, 20)}" is no id of a person, "stranger" or "unsure"`;
  const before = text('before');
  const cursor = before === null ? null : /^(\d{1,15})\.([\w-]{1,60})$/.exec(before);
  if (before !== null && cursor === null) message['before'] = 'is not what an earlier page said as "next"';
  const filter = {
    cameraId: number('camera'),
    shape: text('shape'),
    who,
    fromMs: number('from'),
    toMs: number('to'),
    onlyRaised: request.query['all'] === undefined,
    before: cursor ? { startedAtMs: Number(cursor[1]), id: cursor[2] ?? '' } : null,
  };
  return { filter, message };
}
