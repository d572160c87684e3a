import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv4 } from 'node:net';
import { ConciergeError } from '../domain/concierge-error.ts';

/** Networks by CIDR, or single addresses, IPv4 and IPv6. */
export class Networks {
  readonly #list = new BlockList();

  /** @throws ConciergeError OPTIONS_INVALID that names the entry which is no network. */
  constructor(networks: readonly string[]) {
    for (const network of networks) this.#add(network);
  }

  has(address: string): boolean {
    const family = familyOf(address);
    return family !== null && this.#list.check(address, family);
  }

  #add(network: string): void {
    const [address = '', prefix, ...rest] = network.trim().split('/');
    const family = familyOf(address);
    const bits = family === 'ipv4' ? 32 : 128;
    const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
    if (family === null || rest.length > 0 || length < 0 || length > bits) {
      const wanted = 'a network such as 192.168.1.0/24 or fd00::/8';
      throw new ConciergeError('OPTIONS_INVALID', `Cannot trust the network "${network}": expected ${wanted}.`);
    }
    this.#list.addSubnet(address, length, family);
  }
}

/**
 * Who really sent a request: the other end of its connection, an IPv4 address that came over an IPv6 socket written as
 * IPv4. Headers such as X-Forwarded-For are anybody's claim, and count for nothing.
 */
export function peerAddress(request: IncomingMessage): string {
  const address = (request.socket.remoteAddress ?? '').replace(/%.*$/, '');
  const mapped = /^::ffff:(.+)$/i.exec(address)?.[1];
  return mapped !== undefined && isIPv4(mapped) ? mapped : address;
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const version = isIP(address);
  if (version === 0) return null;
  return version === 4 ? 'ipv4' : 'ipv6';
}
