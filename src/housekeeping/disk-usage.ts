import { statfs } from 'node:fs/promises';
import type { DiskUsage } from '../domain/retention.ts';

/** How full the file system under this folder is, as df counts it. */
export async function diskUsage(folder: string): Promise<DiskUsage> {
  const { blocks, bfree, bavail, bsize } = await statfs(folder);
  return { usedBytes: (blocks - bfree) * bsize, availableBytes: bavail * bsize };
}
