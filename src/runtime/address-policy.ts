import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** This machine itself. */
const LOCAL = [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['::', 96],
] as const;

/** Services that trust whoever reaches them. */
const NEVER = [
  // Link-local, and with it the metadata service of clouds.
  ['169.254.0.0', 16],
  ['fe80::', 10],
  ['100.100.100.200', 32],
  ['fd00:ec2::254', 128],
  // Multicast, reserved and broadcast.
  ['224.0.0.0', 3],
  ['ff00::', 8],
] as const;

/** Home Assistant, its Supervisor and its add-ons. */
const HOME_ASSISTANT = [['172.30.32.0', 23]] as const;
/** Of these the Supervisor and its helpers alone; Home Assistant and add-ons such as Node-RED may well listen. */
const SUPERVISOR = [
  ['172.30.32.2', 31],
  ['172.30.32.4', 30],
] as const;

type Network = readonly [address: string, bits: number];

/** Which addresses may be connected to on a caller's word. */
export class AddressPolicy {
  readonly #refused = new BlockList();

  private constructor(refused: readonly Network[]) {
    for (const [address, bits] of refused) this.#refused.addSubnet(address, bits, isIPv4(address) ? 'ipv4' : 'ipv6');
  }

  /** @param allowLocal for an add-on that serves this machine alone, and for tests */
  static forCameras(allowLocal: boolean): AddressPolicy {
    return new AddressPolicy([...NEVER, ...HOME_ASSISTANT, ...(allowLocal ? [] : LOCAL)]);
  }

  /** @param allowLocal the user says that a listener is on this machine */
  static forListeners(allowLocal: boolean): AddressPolicy {
    return new AddressPolicy([...NEVER, ...SUPERVISOR, ...(allowLocal ? [] : LOCAL)]);
  }

  allows(address: string): boolean {
    const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
    if (mapped !== undefined) return this.allows(mapped);
    if (isIPv4(address)) return !this.#refused.check(address, 'ipv4');
    // BlockList holds an IPv4-mapped address, however it is written, against the rules for IPv4.
    return isIPv6(address) && !this.#refused.check(address, 'ipv6');
  }
}
