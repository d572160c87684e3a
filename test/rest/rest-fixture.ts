import type { TestContext } from 'node:test';
import type { RequestHandler, Router } from 'express';
import { accessGuard } from '../../src/rest/access-guard.ts';
import { apiDocumentRoutes } from '../../src/rest/api/api-document-routes.ts';
import { ApiRoutes } from '../../src/rest/api/api-routes.ts';
import { openApiDocument } from '../../src/rest/api/openapi-document.ts';
import { backEndRoutes, tableIndex } from '../../src/rest/back-end-routes.ts';
import { HttpService } from '../../src/rest/http-service.ts';
import { mediaRoutes } from '../../src/rest/media-routes.ts';
import { restApp } from '../../src/rest/rest-app.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import type { Logger } from '../../src/runtime/logger.ts';
import type { Stores } from '../intake/stores.ts';
import { silentLogger } from '../support/test-logger.ts';
import { DocumentCheck } from './document-check.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, else text. */
  readonly body: unknown;
}

export type Send = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

export const OPEN_GUARD = accessGuard({ token: 'unused', trustedNetworks: [] });

/** Port 8000 as it is composed. */
export function backEnd(stores: Stores): readonly (ApiRoutes | Router)[] {
  const routes = [...backEndRoutes(stores), mediaRoutes(stores.media)];
  return [tableIndex(), apiDocumentRoutes('1.2.3', 8000, [{ port: 8000, routes }]), ...routes];
}

/** The routes behind a real port of loopback. Every answer is held against the OpenAPI document of these routes. */
export async function serve(
  context: TestContext,
  routes: ApiRoutes | Router | readonly (ApiRoutes | Router)[],
  { guard = OPEN_GUARD, logger = silentLogger() }: { guard?: RequestHandler; logger?: Logger } = {},
): Promise<{ port: number; send: Send }> {
  const app = restApp({ guard, routes: [routes].flat(), logger });
  const service = new HttpService({ name: 'test', host: '127.0.0.1', port: 0, app, clock: systemClock, logger });
  await service.start(new AbortController().signal);
  context.after(() => service.stop());
  const documented = [routes]
    .flat()
    .filter((part) => part instanceof ApiRoutes)
    .filter((part) => !isPanels(part));
  const document = openApiDocument('1.2.3', 8000, [{ port: 8000, routes: documented }]);
  return { port: service.port, send: sender(service.port, new DocumentCheck(document)) };
}

/** What the panel alone asks stands in no document. */
function isPanels({ operations }: ApiRoutes): boolean {
  return operations.some(({ path }) => path.startsWith('/panel/'));
}

/** A body that is text is sent as it is, anything else as JSON. */
function sender(port: number, check: DocumentCheck): Send {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    const answer = { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
    const { status, body: answered } = answer;
    check.check({ method, path, sent: body, status, contentType: response.headers.get('content-type'), answered });
    return answer;
  };
}

/** The fields that an answer blames, sorted. */
export function blamed(answer: Answer): string[] {
  return Object.keys(messageIn(answer)).toSorted();
}

export function messageIn(answer: Answer): Record<string, string> {
  const { body } = answer;
  if (typeof body !== 'object' || body === null || !('message' in body)) {
    throw new Error(`Expected {"message": ...}, got ${JSON.stringify(body)}`);
  }
  return Object.fromEntries(Object.entries(Object(body.message)).map(([field, why]) => [field, String(why)]));
}
