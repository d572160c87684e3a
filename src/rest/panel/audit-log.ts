import type { Request, RequestHandler } from 'express';
import type { Logger } from '../../runtime/logger.ts';

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Writes down who changed what. Home Assistant names its user in headers, which it takes from nobody else. */
export function auditLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    if (!READING.has(request.method)) {
      const { method, originalUrl } = request;
      const path = originalUrl.replace(/\?.*$/, '');
      response.once('finish', () => {
        const { statusCode: status } = response;
        if (status < 400) logger.info({ user: userOf(request), method, path, status }, 'changed in the panel');
      });
    }
    next();
  };
}

function userOf(request: Request): string {
  const named = request.get('x-remote-user-display-name') || request.get('x-remote-user-name');
  // Node reads headers as Latin-1; Home Assistant sends UTF-8.
  const text = Buffer.from(named ?? '', 'latin1')
    .toString('utf8')
    .slice(0, 100);
  return text || request.get('x-remote-user-id')?.slice(0, 100) || 'somebody at this machine';
}

/** A page of another origin, open in the same browser, may not make it change anything. */
export const sameOriginOnly: RequestHandler = (request, response, next) => {
  const site = request.get('sec-fetch-site');
  if (READING.has(request.method) || site === undefined || site === 'same-origin' || site === 'none') {
    next();
    return;
  }
  response.status(403).json({ message: { origin: 'changes are taken from the panel itself alone' } });
};
