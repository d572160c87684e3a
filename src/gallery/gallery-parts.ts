import type { ConfigStore } from '../ports/config-store.ts';
import type { FaceReader } from '../ports/face-reader.ts';
import type { FaceStore } from '../ports/face-store.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import type { FaceMemory } from './face-memory.ts';
import type { GalleryPictures } from './gallery-pictures.ts';
import type { InTurn } from './in-turn.ts';

/** What every part of the gallery works with. */
export interface GalleryParts {
  readonly config: ConfigStore;
  readonly store: FaceStore;
  readonly memory: FaceMemory;
  readonly pictures: GalleryPictures;
  readonly media: MediaRoot;
  readonly reader: FaceReader;
  /** What writes configuration, database and files in one go takes its turn, so that nothing tidies up half of it. */
  readonly inTurn: InTurn;
  /** The gallery is another one than before: past events are judged again. */
  readonly changed: () => void;
  readonly clock: Clock;
  readonly logger: Logger;
}
