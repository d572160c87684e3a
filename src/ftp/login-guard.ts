import { createHash, timingSafeEqual } from 'node:crypto';
import type { Logger } from '../runtime/logger.ts';

const MAX_ADDRESSES = 1000;

/** Compares credentials in constant time, and logs a wrong login once an address, then every hundredth. */
export class LoginGuard {
  readonly #user: string;
  readonly #password: string;
  readonly #logger: Logger;
  readonly #refusals = new Map<string, number>();

  constructor(credentials: { user: string; password: string }, logger: Logger) {
    this.#user = credentials.user;
    this.#password = credentials.password;
    this.#logger = logger;
  }

  admits(user: string, password: string, address: string): boolean {
    const userFits = equalInConstantTime(user, this.#user);
    const passwordFits = equalInConstantTime(password, this.#password);
    if (userFits && passwordFits) {
      this.#refusals.delete(address);
      return true;
    }
    this.#count(address);
    return false;
  }

  refusalsOf(address: string): number {
    return this.#refusals.get(address) ?? 0;
  }

  #count(address: string): void {
    const refusals = this.refusalsOf(address) + 1;
    const [oldest] = this.#refusals.keys();
    if (refusals === 1 && this.#refusals.size >= MAX_ADDRESSES && oldest !== undefined) this.#refusals.delete(oldest);
    this.#refusals.set(address, refusals);
    if (refusals === 1) {
      this.#logger.warn(
        { address },
        `Login from ${address} refused: user or password is wrong. Set the camera's FTP login to the one shown in the panel.`,
      );
    } else if (refusals % 100 === 0) {
      this.#logger.warn({ address, refusals }, `Login from ${address} refused ${refusals} times by now`);
    }
  }
}

function equalInConstantTime(given: string, expected: string): boolean {
  return timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest());
}
