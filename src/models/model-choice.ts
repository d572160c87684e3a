import { ConciergeError } from '../domain/concierge-error.ts';
import type { Catalogue, CatalogueModel, FaceDetectorModel, ShapeModel } from './catalogue-schema.ts';

/** A model that was wanted before the one that was chosen, and what kept it away; no reasons: it was not looked for. */
export interface PassedOver {
  readonly model: CatalogueModel;
  readonly reasons: readonly ConciergeError[];
}

/**
 * What to try, best first: the model asked for, then the preferred ones.
 * @param wantedId null = just the preferred ones
 * @throws ConciergeError OPTIONS_INVALID when the catalogue does not have it
 */
export function shapeCandidates(catalogue: Catalogue, wantedId: string | null): ShapeModel[] {
  const ofTask = catalogue.models.filter((model) => model.task === 'shapes');
  if (wantedId !== null && !ofTask.some(({ id }) => id === wantedId)) {
    const known = ofTask.map(({ id }) => id).join(', ');
    throw new ConciergeError('OPTIONS_INVALID', `There is no model "${wantedId}": use one of ${known}.`);
  }
  const order = new Set([...(wantedId === null ? [] : [wantedId]), ...catalogue.preferred.shapes]);
  return [...order].flatMap((id) => ofTask.filter((model) => model.id === id));
}

/** The face detectors, best first. */
export function faceCandidates({ models, preferred }: Catalogue): FaceDetectorModel[] {
  const ofTask = models.filter((model) => model.task === 'faces');
  return preferred.faces.flatMap((wanted) => ofTask.filter(({ id }) => id === wanted));
}

/** @param origin where the model came from, in words: `from the folder /models` */
export function explainChoice(model: CatalogueModel, origin: string, passedOver: readonly PassedOver[]): string {
  return [`${model.name} ${origin}.`, ...passedOver.map(explainPassedOver)].join(' ');
}

export function explainPassedOver({ model, reasons }: PassedOver): string {
  if (reasons.length === 0) return `${model.name} is in no models folder, and was not looked for elsewhere.`;
  return `${model.name} could not be had (${reasons.map((reason) => reason.message).join('; ')}).`;
}
