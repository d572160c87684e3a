import { isIPv4, isIPv6, SocketAddress } from 'node:net';

/** An address in the one form that compares: IPv4 out of its IPv6 mapping, IPv6 shortened. Null when it is none. */
export function normalAddress(address: string | undefined): string | null {
  const plain = address?.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '') ?? '';
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return null;
  return new SocketAddress({ address: plain, family: 'ipv6' }).address.toLowerCase();
}

export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}

/** Where a client wants to be connected to. */
export interface ActiveAddress {
  readonly address: string;
  readonly port: number;
}

/** PORT's `h1,h2,h3,h4,p1,p2`; null when it is not that. */
export function parsePortArgument(argument: string): ActiveAddress | null {
  const match = /^\s*(\d{1,3},\d{1,3},\d{1,3},\d{1,3}),(\d{1,3}),(\d{1,3})\s*$/.exec(argument);
  if (!match?.[1]) return null;
  const address = match[1].split(',').map(Number).join('.');
  const [high, low] = [Number(match[2]), Number(match[3])];
  if (!isIPv4(address) || high > 255 || low > 255) return null;
  return { address, port: high * 256 + low };
}

/** EPRT's `|1|address|port|` (RFC 2428), any delimiter; null when it is not that. */
export function parseEprtArgument(argument: string): ActiveAddress | null {
  const delimiter = argument[0];
  if (!delimiter) return null;
  const [before, family, address, port, after] = argument.trim().split(delimiter);
  if (before !== '' || after !== '' || !address || !/^\d{1,5}$/.test(port ?? '')) return null;
  const normal = normalAddress(address);
  if (normal === null || (family === '1' ? !isIPv4(normal) : family !== '2')) return null;
  return { address: normal, port: Number(port) };
}
