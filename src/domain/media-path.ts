/**
 * A path under ROOT_DIR: relative, `/` between its parts, no `.`, `..` or empty part, no NUL. It is the name of an asset
 * everywhere inside; only the media root turns it into a path of the machine.
 */
export type MediaPath = string;

/** Parts that belong to Concierge: unfinished uploads, and pictures that it makes itself. */
export const INCOMING_FOLDER = '.incoming';
export const SNAPSHOT_FOLDER = 'concierge-snapshots';
/** What known people look like. */
export const PEOPLE_FOLDER = 'concierge-people';

/**
 * Reads a caller's path: with or without a leading slash, doubled slashes, and the container's prefix `/root`.
 * Null when it leaves the root or is no path at all.
 */
export function parseMediaPath(input: string): MediaPath | null {
  if (input.includes('\0') || input.length > 4096) return null;
  const parts = input
    .replaceAll('\\', '/')
    .replace(/^\/+root\//, '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  if (parts.length === 0 || parts.includes('..')) return null;
  return parts.join('/');
}

/** Whether this path is for Concierge alone: a camera may neither write there, nor are its files intake. */
export function isReservedPath(path: MediaPath): boolean {
  const [top = ''] = path.split('/');
  return path.split('/').some((part) => part.startsWith('.')) || top === SNAPSHOT_FOLDER || top === PEOPLE_FOLDER;
}

/** Names as find_shape writes them beside a clip; the scan for missed uploads leaves them alone. */
export function isSnapshotName(path: MediaPath): boolean {
  return /_snapshot[^/]*_frame\d+\.jpg$/i.test(path);
}

/** A file whose name was taken already is kept as `<stem>~2.<ext>`, `~3` and so on ... */
export function numberedPath(path: MediaPath, number: number): MediaPath {
  const extension = /\.[a-z0-9]+$/i.exec(path)?.[0] ?? '';
  return `${path.slice(0, path.length - extension.length)}~${number}${extension}`;
}

/** ... and this is the path that its camera gave it. */
export function unnumberedPath(path: MediaPath): MediaPath {
  return path.replace(/~\d{1,9}(?=(\.[a-z0-9]+)?$)/i, '');
}

/** The path without its extension, which is the `file_base` of the wire contract. */
export function fileBase(path: MediaPath): string {
  return path.replace(/\.[a-z0-9]+$/i, '');
}
