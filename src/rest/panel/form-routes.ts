import { Router } from 'express';
import type { PanelForm } from '../../ports/panel/panel-form.ts';
import { REST_TABLES } from '../rest-tables.ts';

/** `forms/<table>`: the very schema that a table's rows are held against, and what a form must know beside it. */
export function formRoutes(): Router {
  const router = Router();
  for (const { table, schema, references, readOnly, secret } of REST_TABLES) {
    const form: PanelForm = { schema, references, readOnly, secret };
    router.get(`/forms/${table}`, (_request, response) => void response.json(form));
  }
  return router;
}
