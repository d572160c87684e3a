import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConciergeError } from '../../domain/concierge-error.ts';
import { writeFileDurably } from '../../runtime/write-file-durably.ts';

const BUNDLED_USER = 'concierge';

/**
 * The token of the bundled InfluxDB, as its v2 API takes it: user:password. Generated at the first start and kept.
 * @throws ConciergeError STORE_CORRUPT when the file that keeps it cannot be read
 */
export async function bundledToken(dataDir: string): Promise<string> {
  const path = join(dataDir, 'influxdb-token');
  const kept = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (kept === null) {
    const token = `${BUNDLED_USER}:${randomBytes(18).toString('base64url')}`;
    await writeFileDurably(path, `${token}\n`);
    return token;
  }
  const token = kept.trim();
  if (token.startsWith(`${BUNDLED_USER}:`)) return token;
  throw new ConciergeError(
    'STORE_CORRUPT',
    `Cannot read ${path}: it does not hold "${BUNDLED_USER}:<password>". Restore it from a backup, or delete it and the folder influxdb beside it.`,
  );
}
