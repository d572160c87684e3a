import { Router } from 'express';
import type { StoredFace } from '../../ports/face-store.ts';
import type { Gallery } from '../../ports/gallery.ts';
import type { PeopleGlance, StrangerFaces } from '../../ports/panel/people-glance.ts';
import { refuse } from '../message.ts';
import { faceGlances } from './face-glance.ts';

/** A house by a busy street sees many; those before are gone after some weeks. */
const STRANGERS_SHOWN = 60;
const FACES_SHOWN = 4;

/** `people`: everybody who is known or was seen; `strangers/<id>`: the faces of one. What is done with them goes by the routes of REST. */
export function peopleGlanceRoutes(
  gallery: Pick<Gallery, 'people' | 'strangers' | 'report' | 'reidentification'>,
): Router {
  const facesOf = (id: number) => faceGlances(gallery.strangers.one(id)?.faces ?? []).slice(0, FACES_SHOWN);
  const router = Router();
  router.get('/people', (_request, response) => {
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
  router.get('/strangers/:id', (request, response) => {
    const id = /^\d{1,15}$/.test(request.params.id) ? Number(request.params.id) : 0;
    const seen = gallery.strangers.one(id);
    if (seen) response.set('Cache-Control', 'no-store').json(facesToShow(seen.faces));
    else refuse(response, 404, { id: 'there is no such stranger' });
  });
  return router;
}

function facesToShow(faces: readonly StoredFace[]): StrangerFaces {
  const seenAtMs = new Map(faces.map((face) => [face.id, face.seenAtMs]));
  const shown = faceGlances(faces).map((face) => ({ ...face, seenAtMs: seenAtMs.get(face.id) ?? 0 }));
  return { faces: shown.sort((a, b) => b.seenAtMs - a.seenAtMs) };
}
