import type { MediaPath } from '../domain/media-path.ts';
import type { ReadonlyConfig } from '../ports/config-store.ts';
import { type FaceBoard, similarityPct } from './face-board.ts';

/** All that the entities of a known person are made of. */
export interface PersonView {
  readonly personId: number;
  readonly uuid: string;
  readonly name: string;
  readonly isPresent: boolean;
  readonly lastSeenMs: number | null;
  /** Its name; null: not seen, or the camera is gone. */
  readonly lastCamera: string | null;
  readonly similarityPct: number | null;
  readonly picture: MediaPath | null;
}

/** Whoever is to be ignored is not shown. */
export function personViews(config: ReadonlyConfig, faces: FaceBoard): readonly PersonView[] {
  return config.people
    .filter(({ ignored }) => !ignored)
    .map(({ id, uuid, name }) => {
      const last = faces.lastSightingOf(id);
      return {
        personId: id,
        uuid,
        name,
        isPresent: faces.isPresent(id),
        lastSeenMs: last?.seenAtMs ?? null,
        lastCamera: config.cameras.find((camera) => camera.id === last?.cameraId)?.name ?? null,
        similarityPct: last && similarityPct(last),
        picture: last?.picture ?? null,
      };
    });
}
