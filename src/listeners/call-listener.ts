import { hostInUrl } from '../domain/camera-host.ts';
import type { AddressPolicy } from '../runtime/address-policy.ts';
import { addressesOf } from '../runtime/addresses-of.ts';
import type { Clock } from '../runtime/clock.ts';
import { exchange, type TransportFault } from '../runtime/http-exchange.ts';

export interface CallParts {
  readonly policy: AddressPolicy;
  /** Addresses of this machine beside loopback, which are no listener's either. */
  readonly ownAddresses: () => readonly string[];
  readonly clock: Clock;
}

export type CallOutcome =
  | { readonly kind: 'answered'; readonly status: number; readonly body: Buffer }
  /** `isLasting`: no later try can help. */
  | { readonly kind: 'failed'; readonly why: string; readonly isLasting: boolean };

const MAX_ANSWER_BYTES = 64_000;

const WORDS: Readonly<Record<TransportFault, string>> = {
  refused: 'it refuses connections',
  unreachable: 'nothing answers there',
  dropped: 'it closed the connection',
  'too slow': 'it did not answer in time',
  'other protocol': 'what answers there does not speak HTTP, or its certificate is not trusted',
  'too large': 'its answer is too large',
  'given up': 'Concierge stops',
};

/**
 * POSTs JSON. The name is resolved first, every address of it is held against the policy, and the connection goes to that
 * very address: a name that changes its mind in between reaches nothing of ours. Redirects are not followed.
 */
export async function callListener(
  url: string,
  body: string,
  deadlineMs: number,
  { policy, ownAddresses, clock }: CallParts,
  signal: AbortSignal,
): Promise<CallOutcome> {
  const target = URL.parse(url);
  if (target === null || (target.protocol !== 'http:' && target.protocol !== 'https:')) {
    return failed('its url is no http:// or https:// address', true);
  }
  const name = target.hostname.replace(/^\[|\]$/g, '');
  const addresses = await addressesOf(name, clock, signal);
  const [address] = addresses;
  if (address === undefined) return failed(`the name "${hostInUrl(name)}" cannot be resolved`, false);
  const own = ownAddresses();
  if (addresses.some((candidate) => !policy.allows(candidate) || own.includes(candidate))) {
    const why = `"${hostInUrl(name)}" is this machine itself, or a service that must not be reached this way`;
    return failed(`${why}; allow_local_listeners allows this machine`, true);
  }
  const secure = target.protocol === 'https:';
  const port = target.port === '' ? (secure ? 443 : 80) : Number(target.port);
  const message = { path: target.pathname + target.search, body, maxBytes: MAX_ANSWER_BYTES, deadlineMs };
  const answer = await exchange({ secure, address, port, name, checkCertificate: true }, message, clock, signal);
  return answer.kind === 'fault' ? failed(WORDS[answer.fault], false) : answer;
}

function failed(why: string, isLasting: boolean): CallOutcome {
  return { kind: 'failed', why, isLasting };
}
