import { Router } from 'express';
import type { KnownObjects } from '../../ports/known-objects.ts';
import type { ObjectsGlance } from '../../ports/panel/objects-glance.ts';

/** `objects`: what is known by how it looks. What is done with it goes by the routes of REST. */
export function objectGlanceRoutes(objects: Pick<KnownObjects, 'list'>): Router {
  const router = Router();
  router.get('/objects', (_request, response) => {
    const glance: ObjectsGlance = { objects: objects.list() };
    response.set('Cache-Control', 'no-store').json(glance);
  });
  return router;
}
