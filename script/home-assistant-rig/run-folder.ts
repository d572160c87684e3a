import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const RUNS = '/srv/runs';

/** A fresh folder in the rig's Debian, by its path out here and in there. */
export interface RunFolder {
  readonly outside: string;
  readonly inside: string;
}

/** Named after this process; those of processes that are no more go. */
export async function makeRunFolder(root: string): Promise<RunFolder> {
  const runs = join(root, RUNS);
  await mkdir(runs, { recursive: true });
  for (const name of await readdir(runs)) {
    if (!isAlive(Number.parseInt(name, 10))) await rm(join(runs, name), { recursive: true, force: true });
  }
  const outside = await mkdtemp(join(runs, `${process.pid}-`));
  return { outside, inside: outside.slice(root.length) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
