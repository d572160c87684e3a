import { FaceMemory } from '../gallery/face-memory.ts';
import { GalleryJudge } from '../gallery/gallery-judge.ts';
import { SqliteFaceStore } from '../store/sqlite-face-store.ts';
import type { Parts } from './parts.ts';

/** Who it was: the gallery of known people, and the strangers. */
export function gallery({ options, config, database }: Parts) {
  const store = new SqliteFaceStore(database);
  const memory = new FaceMemory(config, store);
  config.onChange(() => memory.forget());
  return { judge: new GalleryJudge({ store, memory, keepsStrangers: options.unknownFacesDays > 0 }) };
}
