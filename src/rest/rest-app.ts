import express, { type Express, type RequestHandler, type Router } from 'express';
import type { Logger } from '../runtime/logger.ts';
import { allowedMethods } from './api/allowed-methods.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { errorAnswers } from './error-answers.ts';
import { refuseDeep } from './json-depth.ts';
import { refusalOf, refuse } from './message.ts';
import { OWN_BODY_TYPES } from './own-bodies.ts';

export interface RestAppParts {
  /** Who may come in; it is asked before anything of the request is read. */
  readonly guard: RequestHandler;
  /** In the order in which they are asked. A bare router is for pages: what answers JSON is registered as ApiRoutes. */
  readonly routes: readonly (ApiRoutes | Router)[];
  readonly logger: Logger;
}

/** What all our ports have in common: the guard, JSON bodies, and answers in JSON whatever goes wrong. */
export function restApp({ guard, routes, logger }: RestAppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', false);
  app.set('query parser', 'simple');
  app.use(requestLog(logger), guard, jsonOnly, express.json({ limit: '1mb', strict: true, verify: refuseDeep }));
  for (const part of routes) app.use(part instanceof ApiRoutes ? part.router : part);
  app.use(nothingThere(routes.filter((part) => part instanceof ApiRoutes)));
  app.use(errorAnswers(logger));
  return app;
}

function nothingThere(routes: readonly ApiRoutes[]): RequestHandler {
  return (request, response) => {
    const { method, path } = request;
    const allowed = allowedMethods(routes, path);
    if (allowed.length === 0) {
      refuse(response, 404, { path: `there is no ${method} ${path} here` });
      return;
    }
    const why = `${method} is not possible here: ${allowed.join(', ')} ${allowed.length === 1 ? 'is' : 'are'}`;
    refuse(response.set('Allow', allowed.join(', ')), 405, { method: why });
  };
}

/** Strangers who look for something to break in by would fill the log. */
const COMMON_REFUSALS: ReadonlySet<number> = new Set([401, 403, 404, 405]);

/** The path without its query, which may hold a token. */
function requestLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const { method } = request;
    const path = withoutSecret(request.path);
    response.once('close', () => {
      const status = response.statusCode;
      const refusal = refusalOf(response);
      if (refusal === undefined) logger.debug({ method, path, status }, 'answered');
      else logger[COMMON_REFUSALS.has(status) ? 'debug' : 'info']({ method, path, status, refusal }, 'refused');
    });
    next();
  };
}

/** A webhook's secret is in its address. */
function withoutSecret(path: string): string {
  return path.replace(/^(\/webhook\/[^/]*)\/.*/, '$1/(hidden)');
}

/** A web page elsewhere can make a browser send forms and plain text to us unasked, so nothing of the kind is read. */
const jsonOnly: RequestHandler = (request, response, next) => {
  if (request.headers['content-length'] === '0' || request.is(['application/json', ...OWN_BODY_TYPES]) !== false) {
    next();
    return;
  }
  refuse(response, 400, { body: 'send JSON, with the header "Content-Type: application/json"' });
};
