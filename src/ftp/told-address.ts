import { isLoopback } from './peer-address.ts';

interface AddressRules {
  /** What the user has set; null: nothing. */
  readonly passiveHost: string | null;
  /** Where a peer that came to our address `local` reaches us. */
  readonly addressForPeer: (local: string, peer: string) => string;
}

/** The IPv4 address that PASV tells. Whoever comes by loopback is on this machine, and nothing translates his addresses. */
export function toldAddress(local: string, peer: string, { passiveHost, addressForPeer }: AddressRules): string {
  return isLoopback(local) ? local : (passiveHost ?? addressForPeer(local, peer));
}
