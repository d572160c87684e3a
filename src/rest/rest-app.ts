import express, { type Express, type RequestHandler, type Router } from 'express';
import type { Logger } from '../runtime/logger.ts';
import { errorAnswers } from './error-answers.ts';
import { messageBody } from './message.ts';

export interface RestAppParts {
  /** Who may come in; it is asked before anything of the request is read. */
  readonly guard: RequestHandler;
  readonly routes: readonly Router[];
  readonly logger: Logger;
}

/** What all our ports have in common: the guard, JSON bodies, and answers in JSON whatever goes wrong. */
export function restApp({ guard, routes, logger }: RestAppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', false);
  app.set('query parser', 'simple');
  app.use(requestLog(logger), guard, jsonOnly, express.json({ limit: '1mb', strict: true }));
  for (const router of routes) app.use(router);
  app.use((request, response) => {
    response.status(404).json(messageBody({ path: `there is no ${request.method} ${request.path} here` }));
  });
  app.use(errorAnswers(logger));
  return app;
}

/** The path without its query, which may hold a token. */
function requestLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const { method, path } = request;
    response.once('close', () => logger.debug({ method, path, status: response.statusCode }, 'answered'));
    next();
  };
}

/** A web page elsewhere can make a browser send any other type to us unasked, so nothing else is read. */
const jsonOnly: RequestHandler = (request, response, next) => {
  if (request.headers['content-length'] === '0' || request.is('application/json') !== false) {
    next();
    return;
  }
  response.status(400).json(messageBody({ body: 'send JSON, with the header "Content-Type: application/json"' }));
};
