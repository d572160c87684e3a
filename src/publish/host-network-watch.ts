import { isIPv4 } from 'node:net';
import type { HostAddress } from '../domain/reachable-address.ts';
import type { HostNetwork } from '../ports/host-network.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { isRecord } from './parse-json.ts';
import type { Session, SessionCompanion } from './session.ts';

const ASK_AGAIN_MS = 15 * 60_000;

/** Asks Home Assistant, which has the machine's own network, for its addresses: an add-on sees only those of its container. */
export class HostNetworkWatch implements HostNetwork, SessionCompanion {
  readonly #clock: Clock;
  readonly #logger: Logger;
  #addresses: readonly HostAddress[] = [];

  constructor(clock: Clock, logger: Logger) {
    this.#clock = clock;
    this.#logger = logger;
  }

  addresses(): readonly HostAddress[] {
    return this.#addresses;
  }

  /** Asks now, and again as long as the session lasts. */
  attach(session: Session): void {
    void this.#ask(session);
  }

  async #ask(session: Session): Promise<void> {
    const reply = await session.request({ type: 'network' });
    if (session.ended.aborted) return;
    if (reply.kind === 'done') this.#learn(addressesIn(reply.result));
    else this.#logger.warn(`Home Assistant does not tell the machine's address (${reply.kind}). ${ADVICE}`);
    const cancel = this.#clock.after(ASK_AGAIN_MS, () => void this.#ask(session));
    session.ended.addEventListener('abort', cancel, { once: true });
  }

  #learn(addresses: readonly HostAddress[]): void {
    const chosen = addresses.find(({ isDefault }) => isDefault)?.address;
    const before = this.#addresses.find(({ isDefault }) => isDefault)?.address;
    this.#addresses = addresses;
    if (chosen === undefined) this.#logger.warn(`Home Assistant knows no address of the machine. ${ADVICE}`);
    else if (chosen !== before) this.#logger.info(`Cameras reach this machine at ${chosen}.`);
  }
}

const ADVICE = 'Set ftp_passive_host to it, or many cameras cannot upload.';

/** Of the `network` command's answer, what is an IPv4 address of an adapter. */
function addressesIn(result: unknown): HostAddress[] {
  const adapters = isRecord(result) && Array.isArray(result['adapters']) ? result['adapters'] : [];
  return adapters.filter(isRecord).flatMap((adapter) => {
    const own = Array.isArray(adapter['ipv4']) ? adapter['ipv4'] : [];
    return own.filter(isRecord).flatMap(({ address, network_prefix: prefixLength }) => {
      if (typeof address !== 'string' || !isIPv4(address) || address.startsWith('127.')) return [];
      if (typeof prefixLength !== 'number' || !(prefixLength >= 0 && prefixLength <= 32)) return [];
      return [{ address, prefixLength, isDefault: adapter['default'] === true }];
    });
  });
}
