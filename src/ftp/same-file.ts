import { type FileHandle, open } from 'node:fs/promises';
import type { MediaPath } from '../domain/media-path.ts';
import type { MediaRoot } from '../runtime/media-root.ts';

const PIECE_BYTES = 256 * 1024;

/** Whether the file that has this name already is the one that came now, byte for byte: its sender did not hear our reply. */
export async function isThereAlready(root: MediaRoot, file: MediaPath, came: FileHandle, sizeBytes: number) {
  const path = await root.existing(file).catch(() => null);
  if (path === null) return false;
  const there = await open(path, 'r');
  try {
    const stats = await there.stat();
    return stats.isFile() && stats.size === sizeBytes && (await isSame(there, came, sizeBytes));
  } finally {
    await there.close();
  }
}

async function isSame(one: FileHandle, other: FileHandle, sizeBytes: number): Promise<boolean> {
  for (let offset = 0; offset < sizeBytes; offset += PIECE_BYTES) {
    const length = Math.min(PIECE_BYTES, sizeBytes - offset);
    const [first, second] = await Promise.all([one, other].map((handle) => pieceOf(handle, offset, length)));
    if (!first || !second?.equals(first)) return false;
  }
  return true;
}

async function pieceOf(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}
