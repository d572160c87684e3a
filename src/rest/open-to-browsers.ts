import type { RequestHandler } from 'express';

/**
 * Lets pages of any origin read (CORS, GET alone): whoever may read at all is the guard's to say. Asked before the guard,
 * as a browser's question whether it may send a token carries none.
 */
export function openToBrowsers(guard: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') {
      response.set('Access-Control-Allow-Origin', '*');
    }
    if (request.method !== 'OPTIONS') {
      guard(request, response, next);
      return;
    }
    const allowed = { 'Access-Control-Allow-Methods': 'GET, HEAD', 'Access-Control-Allow-Headers': 'Authorization' };
    response
      .set({ ...allowed, 'Access-Control-Max-Age': '600' })
      .status(204)
      .end();
  };
}
