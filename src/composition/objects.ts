import { GalleryPictures } from '../gallery/gallery-pictures.ts';
import type { InTurn } from '../gallery/in-turn.ts';
import { KnownObjectsService } from '../objects/known-objects-service.ts';
import { ObjectMemory } from '../objects/object-memory.ts';
import type { AppearanceReader } from '../ports/appearance.ts';
import type { DetectionSink } from '../ports/detection-sink.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { SqliteObjectStore } from '../store/sqlite-object-store.ts';
import type { Parts } from './parts.ts';

/** Their folder beside those of people, whose ids begin at 1: what known_objects does not name there goes. */
const FOLDER_OF_OBJECTS = 0;

/** What says which known object it was, before anybody is told. */
export function objectJudge({ config, database }: Parts) {
  const store = new SqliteObjectStore(database);
  return { store, memory: new ObjectMemory(config, store) };
}

/** Known objects that are no persons. */
export function knownObjects(
  { config, media, logger }: Parts,
  { store, memory }: ReturnType<typeof objectJudge>,
  reader: AppearanceReader,
  sinks: readonly DetectionSink[],
  inTurn: InTurn,
): KnownObjectsService {
  const folder = new GalleryPictures(media);
  const pictures = {
    write: (image: Uint8Array) => folder.write(image, FOLDER_OF_OBJECTS),
    copy: (picture: string) => folder.copy(picture, FOLDER_OF_OBJECTS),
  };
  const ownLogger = logger.child({ service: 'known objects' });
  return new KnownObjectsService({ config, store, memory, reader, pictures, sinks, inTurn, clock, logger: ownLogger });
}
