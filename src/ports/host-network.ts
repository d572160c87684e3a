import type { HostAddress } from '../domain/reachable-address.ts';

/** What Home Assistant says of the machine's own network, when we are in a container on it. */
export interface HostNetwork {
  /** Empty: not known (yet), or none of our business. */
  addresses(): readonly HostAddress[];
}
