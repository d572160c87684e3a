import { type FaceGallery, judgeFaces } from '../../src/domain/judge-faces.ts';
import type { LookedAt } from './face-looker.ts';
import type { Measurement } from './result.ts';

/** A face, and whose it is. */
export interface AskedFace {
  readonly name: string;
  /** Null: the picture shows none that is good enough. */
  readonly face: LookedAt | null;
}

/** As the add-on keeps people, of faces that somebody gave the name to. */
export function galleryOf(enrolled: ReadonlyMap<string, readonly LookedAt[]>): FaceGallery {
  const people = [...enrolled].map(([name, faces], index) => ({
    personId: index + 1,
    name,
    ignored: false,
    embeddings: faces.map(({ embedding }) => embedding),
    qualities: faces.map(({ quality }) => quality),
    rejected: [],
  }));
  return { people, notFaces: [] };
}

/** What the gallery's own rules make of each face by itself, as of a person who was seen once. */
export function verdicts(
  gallery: FaceGallery,
  known: readonly AskedFace[],
  strangers: readonly LookedAt[],
  how: string,
): Measurement[] {
  const nameOf = ({ embedding, quality }: LookedAt) => {
    const verdict = judgeFaces([{ embedding, quality }], gallery);
    return verdict.kind === 'known' ? verdict.name : verdict.kind;
  };
  const told = known.map(({ name, face }) => ({ name, told: face === null ? 'no face' : nameOf(face) }));
  const [right, unsure] = [told.filter((one) => one.told === one.name), told.filter((one) => one.told === 'unsure')];
  const unnamed = told.filter((one) => one.told === 'stranger' || one.told === 'no face');
  const wrong = told.length - right.length - unsure.length - unnamed.length;
  const accepted = strangers.filter((face) => gallery.people.some(({ name }) => name === nameOf(face))).length;
  const row = (what: string, value: number, of: number, met: boolean | null, bar = '') => {
    return { what, unit: '%', values: [(100 * value) / Math.max(1, of)], how: `${value} of ${of}; ${how}`, bar, met };
  };
  return [
    row('faces: named right', right.length, told.length, null),
    row('faces: unsure', unsure.length, told.length, null),
    row('faces: not good enough, or taken for a stranger', unnamed.length, told.length, null),
    row('faces: named wrong', wrong, told.length, wrong === 0, 'none'),
    row('faces: strangers given a name', accepted, strangers.length, accepted === 0, 'none'),
  ];
}
