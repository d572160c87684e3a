import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP } from 'node:net';
import { hostInUrl } from '../domain/camera-host.ts';
import type { Clock } from './clock.ts';
import { deadlineAfter } from './deadline.ts';

/** Where a request goes: an address that was checked, and the name by which it was found. */
export interface HttpTarget {
  readonly secure: boolean;
  readonly address: string;
  readonly port: number;
  readonly name: string;
  /** Refuse a certificate that nobody vouches for; cameras make their own. */
  readonly checkCertificate?: boolean;
}

export interface HttpMessage {
  readonly path: string;
  /** Sent as JSON by POST; null: GET. */
  readonly body: string | null;
  readonly maxBytes: number;
  readonly deadlineMs: number;
}

export type TransportFault =
  | 'refused'
  | 'unreachable'
  | 'dropped'
  | 'too slow'
  | 'other protocol'
  | 'too large'
  | 'given up';

export type HttpExchange =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: Buffer;
      /** Our own address as this camera sees it, unless something translates it on the way. */
      readonly localAddress: string;
    }
  | { readonly kind: 'fault'; readonly fault: TransportFault };

const CONNECT_MS = 6000;

const UNREACHABLE = new Set([
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'ETIMEDOUT',
  'EADDRNOTAVAIL',
  'EINVAL',
]);

/**
 * One request on a connection of its own. node:http rather than fetch: it connects to the address that was checked and no
 * other, takes a camera's self-signed certificate without every other request taking it, and tells our own address.
 */
export async function exchange(
  target: HttpTarget,
  message: HttpMessage,
  clock: Clock,
  signal: AbortSignal,
): Promise<HttpExchange> {
  const whole = deadlineAfter(clock, message.deadlineMs, signal);
  const connecting = deadlineAfter(clock, Math.min(CONNECT_MS, message.deadlineMs), whole.signal);
  let connected = false;
  try {
    const request = begin(target, message, whole.signal);
    connecting.signal.addEventListener('abort', () => connected || request.destroy(), { once: true });
    request.once('socket', (socket) => {
      socket.once('connect', () => {
        connected = true;
        connecting.clear();
      });
    });
    request.end(message.body ?? undefined);
    return await answerTo(request, message.maxBytes);
  } catch (error) {
    if (signal.aborted) return { kind: 'fault', fault: 'given up' };
    if (whole.passed() || connecting.passed()) return { kind: 'fault', fault: connected ? 'too slow' : 'unreachable' };
    return { kind: 'fault', fault: faultOf(error) };
  } finally {
    whole.clear();
    connecting.clear();
  }
}

function begin(
  { secure, address, port, name, checkCertificate = false }: HttpTarget,
  { path, body }: HttpMessage,
  signal: AbortSignal,
) {
  const headers = {
    Host: `${hostInUrl(name)}${port === (secure ? 443 : 80) ? '' : `:${port}`}`,
    ...(body !== null && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }),
  };
  const options = { host: address, port, path, method: body === null ? 'GET' : 'POST', headers, agent: false, signal };
  if (!secure) return plainRequest(options);
  // Every camera makes its own certificate, so nobody can vouch for it; what is gained is that nobody reads along.
  return secureRequest({ ...options, rejectUnauthorized: checkCertificate, servername: isIP(name) === 0 ? name : '' });
}

async function answerTo(request: ClientRequest, maxBytes: number): Promise<HttpExchange> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request.once('response', resolve);
  request.on('error', reject);
  // A request that is destroyed without a fault says only that it closed.
  request.once('close', () => reject(new Error('closed')));
  const response = await promise;
  const localAddress = (response.socket.localAddress ?? '').replace(/^::ffff:/i, '');
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk);
    sizeBytes += bytes.length;
    if (sizeBytes > maxBytes) {
      request.destroy();
      return { kind: 'fault', fault: 'too large' };
    }
    chunks.push(bytes);
  }
  return { kind: 'answered', status: response.statusCode ?? 0, body: Buffer.concat(chunks), localAddress };
}

function faultOf(error: unknown): TransportFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ECONNREFUSED') return 'refused';
  if (UNREACHABLE.has(code)) return 'unreachable';
  if (code.startsWith('HPE_') || code === 'EPROTO' || code.startsWith('ERR_SSL')) return 'other protocol';
  return 'dropped';
}
