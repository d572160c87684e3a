import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** This machine itself. */
const LOCAL = [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['::', 96],
] as const;

/** Where no camera is, but services are that trust whoever reaches them. */
const NEVER = [
  // Link-local, and with it the metadata service of clouds.
  ['169.254.0.0', 16],
  ['fe80::', 10],
  ['100.100.100.200', 32],
  ['fd00:ec2::254', 128],
  // Home Assistant, its Supervisor and its add-ons.
  ['172.30.32.0', 23],
  // Multicast, reserved and broadcast.
  ['224.0.0.0', 3],
  ['ff00::', 8],
] as const;

/** Which addresses may be connected to on a caller's word. */
export class AddressPolicy {
  readonly #refused = new BlockList();

  /** @param allowLoopback for an add-on that serves this machine alone, and for tests */
  constructor(allowLoopback: boolean) {
    for (const [address, bits] of allowLoopback ? NEVER : [...NEVER, ...LOCAL]) {
      this.#refused.addSubnet(address, bits, isIPv4(address) ? 'ipv4' : 'ipv6');
    }
  }

  allows(address: string): boolean {
    const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
    if (mapped !== undefined) return this.allows(mapped);
    if (isIPv4(address)) return !this.#refused.check(address, 'ipv4');
    // BlockList holds an IPv4-mapped address, however it is written, against the rules for IPv4.
    return isIPv6(address) && !this.#refused.check(address, 'ipv6');
  }
}
