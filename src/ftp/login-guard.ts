import { createHash, timingSafeEqual } from 'node:crypto';
import type { Logger } from '../runtime/logger.ts';
import { RepeatedFaults } from './repeated-faults.ts';

/** Compares credentials in constant time; a repeated wrong login is logged once an address, then counted. */
export class LoginGuard {
  readonly #user: string;
  readonly #password: string;
  readonly #logger: Logger;
  readonly #refusals = new RepeatedFaults();

  constructor(credentials: { user: string; password: string }, logger: Logger) {
    this.#user = credentials.user;
    this.#password = credentials.password;
    this.#logger = logger;
  }

  admits(user: string, password: string, address: string): boolean {
    const userFits = equalInConstantTime(user, this.#user);
    const passwordFits = equalInConstantTime(password, this.#password);
    if (userFits && passwordFits) {
      this.#refusals.clear(address);
      return true;
    }
    this.#refusals.report(address, (refusals) => {
      const advice = "user or password is wrong. Set the camera's FTP login to the one that Open web UI shows";
      this.#logger.warn({ address, refusals }, `Login from ${address} refused (${refusals}): ${advice}.`);
    });
    return false;
  }

  refusalsOf(address: string): number {
    return this.#refusals.count(address);
  }
}

function equalInConstantTime(given: string, expected: string): boolean {
  return timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest());
}
