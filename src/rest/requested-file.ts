import { type MediaPath, parseMediaPath } from '../domain/media-path.ts';

/** The file that a request's raw path names: a `%2F` or `..` is judged after decoding, and never resolved. */
export function requestedFile(path: string): MediaPath | null {
  try {
    return parseMediaPath(decodeURIComponent(path));
  } catch {
    return null;
  }
}
