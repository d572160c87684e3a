import type { ConfigDocument, KnownObject } from '../domain/config-records.ts';
import { doubtInWords, pictureDoubts } from '../domain/enrolment-check.ts';
import type { Embedding } from '../domain/face-distance.ts';
import { personKey } from '../domain/known-people.ts';
import type { MediaPath } from '../domain/media-path.ts';
import { nextId } from '../domain/next-id.ts';
import type { GalleryParts } from './gallery-parts.ts';

/** A picture that somebody is to be known by from now on. */
export interface NewPicture {
  readonly personId: number;
  readonly file: MediaPath;
  readonly embedding: Embedding;
  readonly quality: number;
  readonly frameNumber: number | null;
  readonly recordingId: number | null;
}

/** Adds a picture to a person: a known object with its embedding. Null when the person is gone. */
export async function addKnownPicture(
  { config, store, memory, clock }: Pick<GalleryParts, 'config' | 'store' | 'memory' | 'clock'>,
  picture: NewPicture,
): Promise<KnownObject | null> {
  const row = await config.change((draft) => putRow(draft, picture));
  if (row === null) return null;
  const { file, embedding, quality } = picture;
  store.putKnownFace({ knownObjectId: row.id, file, embedding, quality, problem: null, computedAtMs: clock.nowMs() });
  memory.forget();
  return row;
}

function putRow(draft: ConfigDocument, picture: NewPicture): KnownObject | null {
  const person = draft.people.find(({ id }) => id === picture.personId);
  const shape = draft.analytics_shapes.find((row) => row.shape === 'person');
  if (!person || !shape) return null;
  const row: KnownObject = {
    id: nextId(draft, 'known_objects'),
    name: person.name,
    file_path_image: picture.file,
    object_type: shape.id,
    identified: true,
    deep_learning_done: true,
    recording_id: picture.recordingId,
    frame_nbr: picture.frameNumber,
  };
  draft.known_objects.push(row);
  return row;
}

/** What is odd about a picture of this person, in words. */
export function doubtsAbout(
  { memory }: Pick<GalleryParts, 'memory'>,
  person: { readonly id: number; readonly name: string },
  embedding: Embedding,
  others: readonly Embedding[],
): readonly string[] {
  const people = memory.gallery.people.filter(({ personId }) => personId !== person.id);
  return pictureDoubts(embedding, others, people).map((doubt) => doubtInWords(doubt, person.name));
}

/** Why nobody can be called so; null when it will do. */
export function whyNoName(document: Pick<ConfigDocument, 'people'>, name: string, ownId: number | null): string | null {
  const key = personKey(name);
  if (key === '') return 'is empty';
  if (name.trim().length > 100) return 'is longer than 100 characters';
  if (/^unknown(-\d+)?$/.test(key)) return 'is what strangers are called';
  const other = document.people.find((person) => personKey(person.name) === key && person.id !== ownId);
  return other ? `"${other.name}" exists already, as person ${other.id}` : null;
}
