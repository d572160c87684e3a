import { execFile } from 'node:child_process';
import { cp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PROJECT = join(import.meta.dirname, '../..');
const SERVER = join(PROJECT, 'build/server');

/**
 * The server as the image has it, without its types: taking them off at each start costs every process some 30 MB.
 * @returns what node runs
 */
export async function serverAsInImage(): Promise<string> {
  await rm(SERVER, { recursive: true, force: true });
  await run(join(PROJECT, 'node_modules/.bin/tsc'), ['-p', join(PROJECT, 'tsconfig.image.json')]);
  const isData = (path: string) => !path.endsWith('.ts');
  await cp(join(PROJECT, 'src'), join(SERVER, 'src'), { recursive: true, filter: isData });
  for (const beside of ['models', 'package.json']) await symlink(join(PROJECT, beside), join(SERVER, beside));
  return join(SERVER, 'src/main.js');
}
