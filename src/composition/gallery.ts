import { FaceMemory } from '../gallery/face-memory.ts';
import { ForgetFaces } from '../gallery/forget-faces.ts';
import { GalleryJudge } from '../gallery/gallery-judge.ts';
import { GalleryPictures } from '../gallery/gallery-pictures.ts';
import { GalleryService } from '../gallery/gallery-service.ts';
import type { InTurn } from '../gallery/in-turn.ts';
import { Reidentification } from '../gallery/reidentification.ts';
import type { DetectionSink } from '../ports/detection-sink.ts';
import type { FaceReader } from '../ports/face-reader.ts';
import type { ReidentificationProgress } from '../ports/gallery.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { SqliteFaceStore } from '../store/sqlite-face-store.ts';
import type { Parts } from './parts.ts';

/** What says who it was, before there is anybody to be told. */
export function galleryJudge({ options, config, database }: Parts) {
  const store = new SqliteFaceStore(database);
  const memory = new FaceMemory(config, store);
  const judge = new GalleryJudge({ store, memory, keepsStrangers: options.unknownFacesDays > 0 });
  return { store, memory, judge };
}

/** The gallery of known people, and the strangers. */
export function gallery(
  { options, config, media, logger }: Parts,
  { store, memory, judge }: ReturnType<typeof galleryJudge>,
  reader: FaceReader,
  sinks: readonly DetectionSink[],
  progressed: (progress: ReidentificationProgress) => void,
  inTurn: InTurn,
) {
  const ownLogger = logger.child({ service: 'known people' });
  const pictures = new GalleryPictures(media);
  const again = new Reidentification({ store, judge, sinks, progressed, clock, logger: ownLogger });
  const service = new GalleryService(
    {
      config,
      store,
      memory,
      pictures,
      media,
      reader,
      inTurn,
      changed: () => again.request(),
      clock,
      logger: ownLogger,
    },
    again,
  );
  const forget = new ForgetFaces({ store, memory, pictures, keepDays: options.unknownFacesDays, clock });
  return { service, jobs: [service.sync, forget] };
}
