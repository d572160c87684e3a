import { createHash, timingSafeEqual } from 'node:crypto';
import type { FtpAccount, FtpAccounts } from '../ports/ftp-accounts.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { RepeatedFaults } from './repeated-faults.ts';

/** Wrong logins of an address that cost it nothing: somebody mistyped. */
const FREE_REFUSALS = 3;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;

interface LoginGuardParts {
  readonly accounts: FtpAccounts;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Compares credentials in constant time. Each wrong login of an address makes its next one wait longer, until one is
 * right; nobody is locked out, since behind Docker or a NAT all cameras may share an address with the one that is wrong.
 */
export class LoginGuard {
  readonly #parts: LoginGuardParts;
  readonly #refusals = new RepeatedFaults();

  constructor(parts: LoginGuardParts) {
    this.#parts = parts;
  }

  /** The account that these belong to, or null. Takes up to ten seconds, unless the signal ends it. */
  async admit(user: string, password: string, address: string, signal: AbortSignal): Promise<FtpAccount | null> {
    await this.#wait(delayAfter(this.#refusals.count(address)), signal);
    const candidates = this.#parts.accounts.named(user);
    // Without a candidate as much is compared as with one.
    const fitting = (candidates.length > 0 ? candidates : [null]).filter((account) =>
      equalInConstantTime(password, account?.password ?? user),
    );
    const account = candidates.length > 0 ? fitting[0] : null;
    if (account) {
      this.#refusals.clear(address);
      return account;
    }
    this.#refusals.report(address, (refusals) => {
      const advice = "user or password is wrong. Set the camera's FTP login to the one that Open web UI shows";
      this.#parts.logger.warn({ address, refusals }, `Login from ${address} refused (${refusals}): ${advice}.`);
    });
    return null;
  }

  refusalsOf(address: string): number {
    return this.#refusals.count(address);
  }

  /** Whether this address has been wrong too often to be given the usual room. */
  distrusts(address: string): boolean {
    return this.refusalsOf(address) > FREE_REFUSALS;
  }

  #wait(delayMs: number, signal: AbortSignal): Promise<void> {
    if (delayMs === 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const finish = () => {
        cancel();
        signal.removeEventListener('abort', finish);
        resolve();
      };
      const cancel = this.#parts.clock.after(delayMs, finish);
      signal.addEventListener('abort', finish, { once: true });
    });
  }
}

/** In ms, of the login that follows this many wrong ones in a row: 0, then 500, doubled with each, up to 10 s. */
function delayAfter(refusals: number): number {
  if (refusals < FREE_REFUSALS) return 0;
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(refusals - FREE_REFUSALS, 10));
}

function equalInConstantTime(given: string, expected: string): boolean {
  return timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest());
}
