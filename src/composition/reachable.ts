import { networkInterfaces } from 'node:os';
import { reachableAddress } from '../domain/reachable-address.ts';
import type { HostNetwork } from '../ports/host-network.ts';

/** Where a peer that came to our address `local` reaches us, as it is now. Both are IPv4. */
export type AddressForPeer = (local: string, peer: string) => string;

export function addressForPeer(hostNetwork: HostNetwork): AddressForPeer {
  return (local, peer) => {
    const host = hostNetwork.addresses();
    return host.length === 0 ? local : reachableAddress({ local, peer, localPrefixLength: prefixOf(local), host });
  };
}

function prefixOf(local: string): number | null {
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const cidr = own.find(({ address }) => address === local)?.cidr;
  return cidr ? Number(cidr.slice(cidr.indexOf('/') + 1)) : null;
}
