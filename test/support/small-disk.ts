import { execFile } from 'node:child_process';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` };

/** A real file system of its own. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes room without writing it. */
  allocate(path: string, sizeBytes: number): Promise<void>;
  unmount(): Promise<void>;
}

/** An ext4 in a file that takes next to no room itself; or why there cannot be one here. */
export async function mountSmallDisk(
  inFolder: string,
  sizeBytes: number,
): Promise<SmallDisk | { readonly why: string }> {
  const [image, folder] = [join(inFolder, 'disk.img'), join(inFolder, 'disk')];
  await mkdir(folder);
  await writeFile(image, '');
  await truncate(image, sizeBytes);
  try {
    await run('mkfs.ext4', ['-q', '-F', '-m', '0', '-O', '^has_journal', image], { env });
    await run('mount', ['-o', 'loop', image, folder], { env });
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    return { why: `no file system can be mounted here: ${stderr || String(error)}` };
  }
  return {
    folder,
    allocate: async (path, bytes) => void (await run('fallocate', ['-l', String(bytes), path], { env })),
    // Lazily: a process that was killed may hold it for a moment longer.
    unmount: async () => void (await run('umount', ['-l', folder], { env })),
  };
}
