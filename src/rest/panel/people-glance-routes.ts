import { Router } from 'express';
import type { Gallery } from '../../ports/gallery.ts';
import type { PeopleGlance } from '../../ports/panel/people-glance.ts';
import { faceGlances } from './face-glance.ts';

/** A house by a busy street sees many; those before are gone after some weeks. */
const STRANGERS_SHOWN = 60;
const FACES_SHOWN = 4;

/** `people`: everybody who is known or was seen. What is done with them goes by the routes of REST. */
export function peopleGlanceRoutes(
  gallery: Pick<Gallery, 'people' | 'strangers' | 'report' | 'reidentification'>,
): Router {
  const facesOf = (id: number) => faceGlances(gallery.strangers.one(id)?.faces ?? []).slice(0, FACES_SHOWN);
  return Router().get('/people', (_request, response) => {
    // All faces of one who has a name by now are that person's.
    const seen = gallery.strangers.list().filter(({ lastSeenMs }) => lastSeenMs !== null);
    const strangers = seen.slice(0, STRANGERS_SHOWN);
    const glance: PeopleGlance = {
      people: gallery.people.list(),
      strangers: strangers.map((stranger) => ({ ...stranger, faces: facesOf(stranger.id) })),
      report: gallery.report(),
      judging: gallery.reidentification(),
    };
    response.set('Cache-Control', 'no-store').json(glance);
  });
}
