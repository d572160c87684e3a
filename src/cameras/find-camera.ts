import { cameraNameKey } from '../domain/camera-name.ts';
import type { NamedCamera } from '../ports/camera-brand.ts';

/**
 * The camera that the first of these words names, by its name or its host, the words in the order in which they count.
 * Null: none of them does, or one is the host of several.
 */
export function findCamera(words: readonly string[], cameras: readonly NamedCamera[]): NamedCamera | null {
  for (const word of words) {
    const key = cameraNameKey(word);
    const named = key === '' ? undefined : cameras.find((camera) => cameraNameKey(camera.name) === key);
    if (named) return named;
    const [hosted, another] = cameras.filter((camera) => isHost(camera, word));
    if (hosted && !another) return hosted;
  }
  return null;
}

/** Whether this is the camera's host, which may be configured with a scheme and a port. */
function isHost(camera: NamedCamera, word: string): boolean {
  const host = camera.host
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[:/].*$/, '');
  return host !== '' && host === word.toLowerCase();
}
