import { randomBytes, randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import { writeFileDurably } from './write-file-durably.ts';

export interface Credentials {
  readonly ftpUser: string;
  readonly ftpPassword: string;
  readonly apiToken: string;
}

/** Letters and digits that nobody mistakes for one another: people type these into cameras. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const FTP_PASSWORD_LENGTH = 16;

/**
 * What the options give; what they leave empty is generated once and kept in DATA_DIR/credentials.json.
 * @throws ConciergeError STORE_CORRUPT when that file is not readable JSON.
 */
export async function settleCredentials(dataDir: string, given: Credentials): Promise<Credentials> {
  const path = join(dataDir, 'credentials.json');
  const kept = await readKept(path);
  const generated = {
    ftp_user: kept['ftp_user'] ?? 'concierge',
    ftp_password: kept['ftp_password'] ?? newFtpPassword(),
    api_token: kept['api_token'] ?? randomBytes(24).toString('base64url'),
  };
  if (Object.entries(generated).some(([key, value]) => kept[key] !== value)) {
    await writeFileDurably(path, `${JSON.stringify(generated, null, 2)}\n`);
  }
  return {
    ftpUser: given.ftpUser || generated.ftp_user,
    ftpPassword: given.ftpPassword || generated.ftp_password,
    apiToken: given.apiToken || generated.api_token,
  };
}

async function readKept(path: string): Promise<Record<string, string>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return {};
  }
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) throw new Error('expected an object');
    return Object.fromEntries(
      Object.entries(parsed).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
      ),
    );
  } catch (cause) {
    throw new ConciergeError(
      'STORE_CORRUPT',
      `Cannot read ${path}: ${messageOf(cause)}. Delete it to have new credentials generated; cameras then need them.`,
      { cause },
    );
  }
}

/** 16 letters and digits. */
export function newFtpPassword(): string {
  return Array.from({ length: FTP_PASSWORD_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
