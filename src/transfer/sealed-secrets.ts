import { createHash } from 'node:crypto';
import { Ajv } from 'ajv';
import { type Static, Type } from 'typebox';
import type { SettingsFile } from '../domain/settings-file.ts';
import { boxFor, newSalt } from '../runtime/passphrase.ts';

/** What a passphrase opens. */
const SecretPartSchema = Type.Object(
  {
    /** By place, as in `left_out`. */
    fields: Type.Record(Type.String(), Type.String({ maxLength: 4096 })),
    /** What cameras without a login of their own and scripts use. */
    logins: Type.Object(
      {
        ftp_user: Type.String({ pattern: '^[\\x21-\\x7e]{1,31}$' }),
        ftp_password: Type.String({ pattern: '^[\\x20-\\x7e]{1,31}$' }),
        api_token: Type.String({ minLength: 1, maxLength: 500 }),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

export type SecretPart = Static<typeof SecretPartSchema>;
type Sealed = NonNullable<SettingsFile['secrets']['sealed']>;

const isSecretPart = new Ajv().compile<SecretPart>(SecretPartSchema);

/** Bound to the configuration: passwords open for the very cameras that they were sealed with, at those addresses. */
export async function sealSecrets(part: SecretPart, configuration: object, passphrase: string): Promise<Sealed> {
  const salt = newSalt();
  const box = await boxFor(passphrase, salt);
  return { salt, text: box.seal(JSON.stringify(part), placeFor(configuration)) };
}

/** Null with another passphrase, or when the file was changed since. */
export async function openSecrets(
  { salt, text }: Sealed,
  configuration: object,
  passphrase: string,
): Promise<SecretPart | null> {
  const opened = (await boxFor(passphrase, salt)).open(text, placeFor(configuration));
  if (opened === null) return null;
  const part: unknown = JSON.parse(opened);
  return isSecretPart(part) ? part : null;
}

function placeFor(configuration: object): string {
  return `settings 1 ${createHash('sha256').update(JSON.stringify(configuration)).digest('hex')}`;
}
