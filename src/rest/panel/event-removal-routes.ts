import { Router } from 'express';
import type { EventRemoval, RemovalOutcome, RemovalWatch } from '../../ports/event-removal.ts';
import type { History } from '../../ports/history.ts';
import { callerSignal } from '../caller-signal.ts';
import { refuse } from '../message.ts';

const REMOVE_MS = 60_000;

const REFUSALS: Readonly<Record<Exclude<RemovalOutcome, 'removed'>, readonly [status: number, why: string]>> = {
  absent: [404, 'there is no such event (any more)'],
  kept: [409, 'is marked to be kept: take that off first'],
  waits: [409, 'is being analysed: try again when that is done'],
  failed: [500, 'a file could not be deleted, the log says why; the next cleanup tries again'],
  away: [503, 'the disk or share that its files are on is away: try again when it is back'],
};

/** `DELETE events/<id>`: an event with all its files, at once. */
export function eventRemovalRoutes(
  history: Pick<History, 'event'>,
  removal: EventRemoval,
  watches: readonly RemovalWatch[],
): Router {
  const router = Router();
  router.delete('/events/:id', async (request, response) => {
    const event = history.event(request.params.id);
    const outcome = event ? await removal.remove(event, callerSignal(response, REMOVE_MS)) : 'absent';
    if (event && outcome === 'removed') {
      for (const watch of watches) watch.eventRemoved(event);
      response.status(204).end();
    } else if (outcome !== 'removed') refuse(response, REFUSALS[outcome][0], { event: REFUSALS[outcome][1] });
  });
  return router;
}
