import { isReservedPath, type MediaPath, parseMediaPath } from '../domain/media-path.ts';

/** A path as the client means it: absolute, `/` first, without `.`, `..` and empty parts. The root is `/`. */
export type ClientPath = string;

/**
 * What the client's argument means in its working folder. As everywhere in FTP, `..` above the root stays at the root.
 * Control characters become `_`. Null when it is no path at all.
 */
export function resolveClientPath(workingFolder: ClientPath, argument: string): ClientPath | null {
  if (argument === '' || argument.includes('\0') || argument.length > 4096) return null;
  const text = replaceControlCharacters(argument.replaceAll('\\', '/'));
  const parts: string[] = [];
  for (const part of `${text.startsWith('/') ? '' : workingFolder}/${text}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.some((part) => Buffer.byteLength(part) > 255) ? null : `/${parts.join('/')}`;
}

/**
 * The media path of a client's path; null for ROOT_DIR itself.
 * @param home the folder that the client takes for its root; null: ROOT_DIR
 */
export function mediaPathOf(path: ClientPath, home: MediaPath | null): MediaPath | null {
  return parseMediaPath(home === null ? path.slice(1) : `${home}${path}`);
}

/** Where an upload may go: a name in the media tree, or a hidden name that only a rename makes visible. */
export type UploadTarget = { readonly kind: 'visible' | 'hidden'; readonly file: MediaPath };

/** Null: the place is reserved. */
export function uploadTargetOf(file: MediaPath): UploadTarget | null {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const folder = file.slice(0, -name.length);
  if (!isReservedPath(file)) return { kind: 'visible', file };
  // lftp's temporary names are `.in.<name>.`: kept aside until they are renamed.
  return name.startsWith('.') && !isReservedPath(`${folder}x`) ? { kind: 'hidden', file } : null;
}

function replaceControlCharacters(text: string): string {
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x20 || code === 0x7f ? '_' : character;
  }).join('');
}
