import { BlockList } from 'node:net';

/** An IPv4 address of the machine that we run on, as its own network sees it. */
export interface HostAddress {
  readonly address: string;
  /** 0..32 */
  readonly prefixLength: number;
  /** Of the adapter by which the machine reaches everything else. */
  readonly isDefault: boolean;
}

export interface ReachabilityQuestion {
  /** Our address on the connection with the peer. IPv4. */
  readonly local: string;
  /** The other end's address: a camera's, or that of what relays it. IPv4. */
  readonly peer: string;
  /** How much of `local` is the network that we are in; null: not known. */
  readonly localPrefixLength: number | null;
  /** The machine's addresses, when it is not told by our own what they are. */
  readonly host: readonly HostAddress[];
}

/**
 * The address at which the peer reaches us: our own, unless that exists only inside a container. Then it is the machine's,
 * best the one in the peer's own network.
 */
export function reachableAddress({ local, peer, localPrefixLength, host }: ReachabilityQuestion): string {
  const outside = host.filter(({ address }) => !isWithin(address, local, localPrefixLength ?? 32));
  const isOnHost = host.some(({ address }) => address === local);
  if (isOnHost || outside.length === 0 || isNeighbour(peer, local, localPrefixLength)) return local;
  return nearestAddress(outside, peer) ?? local;
}

/** Of a machine's addresses, the one in the peer's own network, else the usual one. Null: it has none. @param peer null: anybody */
export function nearestAddress(host: readonly HostAddress[], peer: string | null): string | null {
  const near = host.find(({ address, prefixLength }) => peer !== null && isWithin(peer, address, prefixLength));
  const chosen = near ?? host.find(({ isDefault }) => isDefault) ?? host[0];
  return chosen?.address ?? null;
}

/** In the container network with us; the network's first address is its gateway, which stands for everybody outside. */
function isNeighbour(peer: string, local: string, prefixLength: number | null): boolean {
  if (prefixLength === null || !isWithin(peer, local, prefixLength)) return false;
  return numberOf(peer) !== (numberOf(local) & maskOf(prefixLength)) + 1;
}

function isWithin(address: string, network: string, prefixLength: number): boolean {
  const list = new BlockList();
  list.addSubnet(network, prefixLength, 'ipv4');
  return list.check(address, 'ipv4');
}

function numberOf(address: string): number {
  return address.split('.').reduce((number, part) => number * 256 + Number(part), 0) | 0;
}

function maskOf(prefixLength: number): number {
  return prefixLength === 0 ? 0 : -1 << (32 - prefixLength);
}
