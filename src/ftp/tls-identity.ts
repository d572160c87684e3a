import { createSecureContext, type SecureContext } from 'node:tls';
import { messageOf } from '../domain/concierge-error.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { settleCertificate } from './tls-certificate.ts';

interface TlsIdentityParts {
  /** Where the certificate is kept. */
  readonly folder: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

const RENEWAL_CHECK_MS = 24 * 3600 * 1000;

/** What we show to clients that ask for TLS: one context for control and data connections, so that sessions resume. */
export class TlsIdentity {
  readonly #parts: TlsIdentityParts;
  #context: SecureContext | null = null;
  #cancelCheck: () => void = () => {};

  constructor(parts: TlsIdentityParts) {
    this.#parts = parts;
  }

  /** Null: there is no TLS, and the log says why. */
  get context(): SecureContext | null {
    return this.#context;
  }

  /** Never rejects: without a certificate FTP goes on in plain. */
  async start(): Promise<void> {
    this.stop();
    const { folder, clock, logger } = this.#parts;
    this.#cancelCheck = clock.after(RENEWAL_CHECK_MS, () => void this.start());
    try {
      const { key, cert } = await settleCertificate(folder, clock, logger);
      // TLS 1.3 sends its tickets after the handshake. A client that only uploads never reads them, so that its close
      // becomes a reset, and the reset takes the end of the file with it.
      this.#context = createSecureContext({ key, cert, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' });
    } catch (error) {
      const words = `Cannot offer FTP over TLS: ${messageOf(error)}. See that DATA_DIR can be written to; it is tried again each day.`;
      logger.warn(words);
    }
  }

  stop(): void {
    this.#cancelCheck();
    this.#cancelCheck = () => {};
  }
}
