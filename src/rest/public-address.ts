import type { Request } from 'express';
import type { MediaPath } from '../domain/media-path.ts';

/** The path as callers see it: from the root of the back end's port. */
export function publicPath(file: MediaPath): string {
  return `/${file}`;
}

/** The address of a file at the back end's port, on the host by which the caller reached us at another port of ours. */
export function backEndUrl(request: Request, backEndPort: number, file: MediaPath): string {
  return `http://${callersHost(request)}:${backEndPort}/${encodePath(file)}`;
}

/** As backEndUrl, for many files: who is asked by which name is looked at once. */
export function backEndUrls(request: Request, backEndPort: number): (file: MediaPath) => string {
  const base = `http://${callersHost(request)}:${backEndPort}/`;
  return (file) => base + encodePath(file);
}

/** The address of a file at the very port that the caller reached us at, which may be mapped to another than ours. */
export function sameServerUrl(request: Request, file: MediaPath): string {
  const port = /:(\d{1,5})$/.exec(request.headers.host ?? '')?.[1];
  return `http://${callersHost(request)}${port === undefined ? '' : `:${port}`}/${encodePath(file)}`;
}

function encodePath(file: MediaPath): string {
  return file.split('/').map(encodeURIComponent).join('/');
}

/** The name that the caller used, unless it is none. */
export function callersHost(request: Request): string {
  const named = request.hostname;
  if (named && /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/i.test(named)) return named;
  const address = request.socket.localAddress ?? '127.0.0.1';
  return address.includes(':') ? `[${address}]` : address;
}
