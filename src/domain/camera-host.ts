import { isIPv6 } from 'node:net';

/** Where a camera is said to be: a host name or IP address, and the port of its web interface when it is not the usual. */
export interface CameraHost {
  readonly name: string;
  readonly port: number | null;
}

const LABEL = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const NAME_AND_PORT = new RegExp(`^(?<name>${LABEL}(?:\\.${LABEL})*)\\.?(?::(?<port>\\d{1,5}))?$`, 'i');
const BRACKETED = /^\[(?<name>[0-9a-f:.]+)\](?::(?<port>\d{1,5}))?$/i;

/** Reads `192.168.1.20`, `camera.lan:8080`, `fe80::1` or `[fd00::20]:80`. Null for anything else: an address with a path, credentials or blanks. */
export function parseCameraHost(text: string): CameraHost | null {
  if (text.length > 253) return null;
  if (isIPv6(text) && !text.includes('%')) return { name: text, port: null };
  const { name, port } = (BRACKETED.exec(text) ?? NAME_AND_PORT.exec(text))?.groups ?? {};
  if (name === undefined || (name.includes(':') && !isIPv6(name))) return null;
  if (port === undefined) return { name, port: null };
  const number = Number(port);
  return number >= 1 && number <= 65_535 ? { name, port: number } : null;
}

/** As part of a URL: IPv6 in brackets. */
export function hostInUrl(name: string): string {
  return name.includes(':') ? `[${name}]` : name;
}
