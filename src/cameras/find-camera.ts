import { cameraNameKey } from '../domain/camera-name.ts';
import type { NamedCamera } from '../ports/camera-brand.ts';

/**
 * Finds the camera that a word names, by its name or its host. Null: none, or it is the host of several, such as a
 * recorder's.
 */
export function cameraFinder(cameras: readonly NamedCamera[]): (word: string) => NamedCamera | null {
  const byName = new Map(cameras.map((camera) => [cameraNameKey(camera.name), camera]));
  const byHost = new Map<string, NamedCamera | null>();
  for (const camera of cameras) {
    const host = hostOf(camera);
    if (host !== '') byHost.set(host, byHost.has(host) ? null : camera);
  }
  return (word) => byName.get(cameraNameKey(word)) ?? byHost.get(word.toLowerCase()) ?? null;
}

/** The camera that the first of these words names, the words in the order in which they count. */
export function findCamera(words: readonly string[], cameras: readonly NamedCamera[]): NamedCamera | null {
  return words.map(cameraFinder(cameras)).find((camera) => camera !== null) ?? null;
}

/** Its host may be configured with a scheme and a port. */
function hostOf({ host }: NamedCamera): string {
  return host
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[:/].*$/, '');
}
