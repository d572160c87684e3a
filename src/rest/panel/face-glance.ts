import type { StoredFace } from '../../ports/face-store.ts';
import type { FaceGlance } from '../../ports/panel/people-glance.ts';

/** Those that can be seen, and that are good enough to name somebody by. */
export function faceGlances(faces: readonly StoredFace[]): FaceGlance[] {
  return faces.flatMap(({ id, trackId, eventId, picture, embedding, fault }) =>
    picture === null || embedding === null || fault !== null ? [] : [{ id, trackId, eventId, picture }],
  );
}
