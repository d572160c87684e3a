import { join } from 'node:path';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import type { CatalogueModel } from './catalogue-schema.ts';
import { fileHash } from './file-hash.ts';
import { wrongHash } from './wrong-hash.ts';

/** Looks a model up in folders, in their order. A file that cannot be read or has another hash is passed over, and told. */
export async function findInFolders(
  model: CatalogueModel,
  folders: readonly string[],
): Promise<{ readonly folder: string | null; readonly refused: readonly ConciergeError[] }> {
  const refused: ConciergeError[] = [];
  for (const folder of folders) {
    const file = join(folder, model.file);
    try {
      const sha256 = await fileHash(file, 'sha256', 'hex');
      if (sha256 === model.sha256) return { folder, refused };
      if (sha256 !== null) refused.push(wrongHash(file, sha256, model.sha256));
    } catch (cause) {
      refused.push(new ConciergeError('MODEL_UNAVAILABLE', `${file} cannot be read (${messageOf(cause)})`, { cause }));
    }
  }
  return { folder: null, refused };
}
