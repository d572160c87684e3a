import { randomBytes, randomInt } from 'node:crypto';
import { join } from 'node:path';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import { readIfThere } from './read-if-there.ts';
import { writeFileDurably } from './write-file-durably.ts';

export interface Credentials {
  readonly ftpUser: string;
  readonly ftpPassword: string;
  readonly apiToken: string;
}

/** Letters and digits that nobody mistakes for one another: people type these into cameras. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const FTP_PASSWORD_LENGTH = 16;

/** Credentials that can be exchanged while everything runs: read them when they are needed, not before. */
export class KeptCredentials implements Credentials {
  readonly #path: string;
  readonly #given: Credentials;
  #kept: Credentials;

  constructor(path: string, given: Credentials, kept: Credentials) {
    this.#path = path;
    this.#given = given;
    this.#kept = kept;
  }

  get ftpUser(): string {
    return this.#given.ftpUser || this.#kept.ftpUser;
  }

  get ftpPassword(): string {
    return this.#given.ftpPassword || this.#kept.ftpPassword;
  }

  get apiToken(): string {
    return this.#given.apiToken || this.#kept.apiToken;
  }

  /** As they are now, for whoever passes them on. */
  now(): Credentials {
    return { ftpUser: this.ftpUser, ftpPassword: this.ftpPassword, apiToken: this.apiToken };
  }

  /** What is kept beneath the options. */
  kept(): Credentials {
    return this.#kept;
  }

  /** The old token fits no more. False: the options give one, which goes before. */
  async renewToken(): Promise<boolean> {
    if (this.#given.apiToken !== '') return false;
    await this.replace({ ...this.#kept, apiToken: newApiToken() });
    return true;
  }

  /** Keeps these instead; what the options give still goes before. */
  async replace(kept: Credentials): Promise<void> {
    await writeKept(this.#path, kept);
    this.#kept = kept;
  }
}

/**
 * What the options give; what they leave empty is generated once and kept in DATA_DIR/credentials.json.
 * @throws ConciergeError STORE_CORRUPT when that file is not readable JSON; FOLDER_UNWRITABLE
 */
export async function settleCredentials(dataDir: string, given: Credentials): Promise<KeptCredentials> {
  const path = join(dataDir, 'credentials.json');
  const found = await readKept(path);
  const kept = {
    ftpUser: found['ftp_user'] ?? 'concierge',
    ftpPassword: found['ftp_password'] ?? newFtpPassword(),
    apiToken: found['api_token'] ?? newApiToken(),
  };
  if (Object.entries(fileForm(kept)).some(([key, value]) => found[key] !== value)) await writeKept(path, kept);
  return new KeptCredentials(path, given, kept);
}

function fileForm({ ftpUser, ftpPassword, apiToken }: Credentials) {
  return { ftp_user: ftpUser, ftp_password: ftpPassword, api_token: apiToken };
}

async function writeKept(path: string, kept: Credentials): Promise<void> {
  await writeFileDurably(path, `${JSON.stringify(fileForm(kept), null, 2)}\n`);
}

async function readKept(path: string): Promise<Record<string, string>> {
  try {
    const text = await readIfThere(path);
    if (text === null) return {};
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

function newApiToken(): string {
  return randomBytes(24).toString('base64url');
}

/** 16 letters and digits. */
export function newFtpPassword(): string {
  return Array.from({ length: FTP_PASSWORD_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
