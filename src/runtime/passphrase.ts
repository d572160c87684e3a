import { randomBytes, type ScryptOptions, scrypt } from 'node:crypto';
import { KEY_BYTES, SecretBox } from './secret-box.ts';

/** OWASP's second choice for scrypt: as costly to guess as 2^17 in one pass, with half the memory (64 MiB). */
const COST: ScryptOptions = { N: 2 ** 16, r: 8, p: 2, maxmem: 128 * 1024 * 1024 };

/** @returns base64 of 16 random bytes */
export function newSalt(): string {
  return randomBytes(16).toString('base64');
}

/** What seals and opens with a passphrase in place of this machine's key. Takes a fraction of a second, off the main thread. */
export async function boxFor(passphrase: string, salt: string): Promise<SecretBox> {
  const key = await new Promise<Buffer>((resolve, reject) => {
    const text = passphrase.normalize('NFC');
    scrypt(text, Buffer.from(salt, 'base64'), KEY_BYTES, COST, (error, derived) =>
      error ? reject(error) : resolve(derived),
    );
  });
  return new SecretBox(key);
}
