import { isIPv4 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { parseCameraHost } from '../domain/camera-host.ts';
import { nearestAddress, reachableAddress } from '../domain/reachable-address.ts';
import type { HostNetwork } from '../ports/host-network.ts';

/** Where a peer that came to our address `local` reaches us, as it is now. Both are IPv4. */
export type AddressForPeer = (local: string, peer: string) => string;

export function addressForPeer(hostNetwork: HostNetwork): AddressForPeer {
  return (local, peer) => {
    const host = hostNetwork.addresses();
    return host.length === 0 ? local : reachableAddress({ local, peer, localPrefixLength: prefixOf(local), host });
  };
}

/** Where a camera whose row has this `host` is to reach us, as far as it is known: what the option says, else by Home Assistant. */
export function addressForCamera(
  passiveHost: string | null,
  hostNetwork: HostNetwork,
): (host: string) => string | null {
  return (host) => {
    const name = parseCameraHost(host)?.name ?? '';
    return passiveHost ?? nearestAddress(hostNetwork.addresses(), isIPv4(name) ? name : null);
  };
}

function prefixOf(local: string): number | null {
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const cidr = own.find(({ address }) => address === local)?.cidr;
  return cidr ? Number(cidr.slice(cidr.indexOf('/') + 1)) : null;
}
