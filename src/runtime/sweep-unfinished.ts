import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** As write-file-durably.ts names what it has not finished. */
const UNFINISHED = /\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

/** Removes what a process that was killed had begun to write in this folder, while nobody else writes there. */
export async function sweepUnfinished(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => UNFINISHED.test(name));
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}
