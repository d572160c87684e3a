import { Type } from 'typebox';
import type { DetectorModels } from '../ports/detector-model.ts';
import type { FieldMessages } from './message.ts';

export const ASKED_MODEL = Type.Optional(
  Type.Union([Type.String({ maxLength: 100 }), Type.Null()], {
    description: "Id of `/rest/detector_models`, in place of the detector's own.",
  }),
);

/** What is wrong with the wish for a model; null: nothing. */
export async function modelFault(id: string | null | undefined, models: DetectorModels): Promise<FieldMessages | null> {
  if (id == null || (await models.find(id))) return null;
  const here = (await models.list()).map((model) => model.id).join(', ');
  return { model: `"${id}" is not on this machine: use one of ${here}` };
}
