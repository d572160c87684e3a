import { randomBytes } from 'node:crypto';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { readIfThere } from '../runtime/read-if-there.ts';
import { KEY_BYTES } from '../runtime/secret-box.ts';
import { writeFileDurably } from '../runtime/write-file-durably.ts';
import { setAside } from './set-aside.ts';

const KEY_FILE = 'secret.key';
const FORM = /^[0-9a-f]{64}$/;
const OWNER_ONLY = 0o600;

/**
 * The key by which passwords are sealed: DATA_DIR/secret.key, for its owner alone, made when it is missing. One that is
 * damaged is set aside, so that it can be put right; what was sealed with it cannot be read until then.
 * @throws ConciergeError FOLDER_UNWRITABLE
 */
export async function settleSecretKey(folder: string, logger: Logger, clock: Clock): Promise<Buffer> {
  const path = join(folder, KEY_FILE);
  try {
    const kept = (await readIfThere(path))?.trim() ?? null;
    if (kept !== null && FORM.test(kept)) {
      await chmod(path, OWNER_ONLY);
      return Buffer.from(kept, 'hex');
    }
    if (kept !== null) {
      const aside = setAside(path, clock);
      logger.error({ file: path, setAside: aside }, `${KEY_FILE} is damaged and was set aside; a new key was made.`);
    }
    const key = randomBytes(KEY_BYTES);
    await writeFileDurably(path, `${key.toString('hex')}\n`, OWNER_ONLY);
    return key;
  } catch (cause) {
    if (cause instanceof ConciergeError) throw cause;
    const hint = 'Make DATA_DIR a folder that Concierge may read and write, with room left.';
    throw new ConciergeError('FOLDER_UNWRITABLE', `Cannot use "${path}": ${messageOf(cause)}. ${hint}`, { cause });
  }
}
