import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PREFIX = 'sealed:1:';

export const KEY_BYTES = 32;

/** Seals short texts with AES-256-GCM. A sealed text opens only with the same key and in the same place. */
export class SecretBox {
  readonly #key: Buffer;

  /** @param key of KEY_BYTES */
  constructor(key: Buffer) {
    this.#key = key;
  }

  /** @param place what the text belongs to, so that one camera's password is none of another's */
  seal(text: string, place: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, nonce).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return PREFIX + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** Null when it was sealed with another key or for another place, or was changed since. */
  open(sealed: string, place: string): string | null {
    const bytes = Buffer.from(sealed.slice(PREFIX.length), 'base64');
    if (!isSealed(sealed) || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
    try {
      const options = { authTagLength: TAG_BYTES };
      const cipher = createDecipheriv(CIPHER, this.#key, nonce, options).setAAD(Buffer.from(place)).setAuthTag(tag);
      return Buffer.concat([cipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), cipher.final()]).toString('utf8');
    } catch {
      return null;
    }
  }

  /** A token that only this key's owner can make for this purpose: 22 letters, digits, `-` and `_`. */
  token(purpose: string): string {
    return createHmac('sha256', this.#key).update(purpose).digest().subarray(0, 16).toString('base64url');
  }
}

export function isSealed(text: string): boolean {
  return text.startsWith(PREFIX);
}
