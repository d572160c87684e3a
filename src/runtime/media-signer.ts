import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import type { MediaPath } from '../domain/media-path.ts';
import { readIfThere } from './read-if-there.ts';
import { writeFileDurably } from './write-file-durably.ts';

/** In bytes: that of the hash. */
const KEY_LENGTH = 32;

/** Makes addresses that open one file until a certain time, for whoever has them (HMAC-SHA256 over both). */
export class MediaSigner {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  /** The query of such an address. @param untilMs since 1970; seconds count */
  sign(file: MediaPath, untilMs: number): string {
    const expires = String(Math.floor(untilMs / 1000));
    return `expires=${expires}&signature=${this.#signature(file, expires).toString('base64url')}`;
  }

  /** What a query of ours is worth now; `altered`: it is none of ours, or not for this file. */
  judge(file: MediaPath, query: { expires: string; signature: string }, nowMs: number): 'good' | 'expired' | 'altered' {
    const expected = this.#signature(file, query.expires);
    const given = Buffer.from(query.signature, 'base64url');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'altered';
    return Number(query.expires) * 1000 > nowMs ? 'good' : 'expired';
  }

  #signature(file: MediaPath, expires: string): Buffer {
    return createHmac('sha256', this.#key).update(`${expires}\n${file}`).digest();
  }
}

/**
 * With the key in DATA_DIR/media.key, which is made once; without that file, all addresses given so far are worthless.
 * @throws ConciergeError STORE_CORRUPT, FOLDER_UNWRITABLE
 */
export async function openMediaSigner(dataDir: string): Promise<MediaSigner> {
  const path = join(dataDir, 'media.key');
  const kept = Buffer.from((await readKey(path)) ?? '', 'base64url');
  if (kept.length === KEY_LENGTH) return new MediaSigner(kept);
  const key = randomBytes(KEY_LENGTH);
  await writeFileDurably(path, `${key.toString('base64url')}\n`);
  return new MediaSigner(key);
}

async function readKey(path: string): Promise<string | null> {
  try {
    return await readIfThere(path);
  } catch (cause) {
    const words = `Cannot read ${path}: ${messageOf(cause)}. Make it readable, or move it away to have a new key; addresses given so far then open no more.`;
    throw new ConciergeError('STORE_CORRUPT', words, { cause });
  }
}
