import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { refuse } from './message.ts';
import { Networks, peerAddress } from './peer-address.ts';
import type { SignatureVerdict } from './signed-media.ts';

const LOOPBACK = ['127.0.0.0/8', '::1'];
/** Where Home Assistant, its Supervisor and its add-ons are. */
const ADD_ON_NETWORK = '172.30.32.0/23';
/** Where Home Assistant's ingress comes from. */
const INGRESS = '172.30.32.2';

const WHY = {
  'no token': 'a token is needed: send "Authorization: Bearer <api_token>", or list your network in trusted_networks',
  'wrong token': 'this is not the token that the add-on shows',
  expired: 'this address has expired; a newer message has a newer one',
  altered: 'this address is not as it was given',
} as const;

/**
 * Lets pass who comes from this machine, Home Assistant's own network or a trusted one; anybody else needs the token, as
 * `Authorization: Bearer <token>` or `?token=<token>`. An empty token fits nobody.
 * @param token read with each request: it may change
 * @param trustedNetworks CIDR
 * @param signature judges addresses that open one file for a while; without it there are none
 * @throws ConciergeError OPTIONS_INVALID when one of them is no network.
 */
export function accessGuard(options: {
  readonly token: string;
  readonly trustedNetworks: readonly string[];
  readonly signature?: (request: Request) => SignatureVerdict;
}): RequestHandler {
  const trusted = new Networks([...LOOPBACK, ADD_ON_NETWORK, ...options.trustedNetworks]);
  return (request, response, next) => {
    if (trusted.has(peerAddress(request)) || carriesToken(request, options.token)) {
      next();
      return;
    }
    const verdict = options.signature?.(request) ?? null;
    if (verdict === 'good') {
      next();
      return;
    }
    const why = verdict === null ? WHY[givenToken(request) === null ? 'no token' : 'wrong token'] : WHY[verdict];
    refuse(response.set('WWW-Authenticate', 'Bearer realm="Concierge"'), 401, { authorization: why });
  };
}

/** Whether the caller shows this token, wherever it comes from. An empty one fits nobody. */
export function carriesToken(request: Request, token: string): boolean {
  const given = givenToken(request);
  return given !== null && token !== '' && timingSafeEqual(digest(given), digest(token));
}

/** Lets pass Home Assistant's ingress and this machine alone: whoever comes through it has logged in there. */
export function ingressGuard(): RequestHandler {
  const trusted = new Networks([...LOOPBACK, INGRESS]);
  return (request, response, next) => {
    if (trusted.has(peerAddress(request))) next();
    else refuse(response, 403, { address: 'this port is for the ingress of Home Assistant alone' });
  };
}

function givenToken(request: Request): string | null {
  const bearer = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return bearer;
  const { token } = request.query;
  return typeof token === 'string' ? token : null;
}

/** Both sides of the comparison get one length, so that its time says nothing about the token. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
