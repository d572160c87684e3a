import { timingSafeEqual } from 'node:crypto';
import type { SecretBox } from './secret-box.ts';

/** The address at which one camera reports motion: whoever knows it may, without a token. */
export class WebhookPaths {
  readonly #secrets: SecretBox;

  constructor(secrets: SecretBox) {
    this.#secrets = secrets;
  }

  pathOf({ id, uuid }: { readonly id: number; readonly uuid: string }): string {
    return `/webhook/${id}/${this.#secretOf(uuid)}`;
  }

  fits(uuid: string, secret: string): boolean {
    const expected = Buffer.from(this.#secretOf(uuid));
    const given = Buffer.from(secret);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  #secretOf(uuid: string): string {
    return this.#secrets.token(`webhook ${uuid}`);
  }
}
