import type { Request, Response } from 'express';
import { Type } from 'typebox';

/** `?limit=` and `?offset=`: a table that grows is read a page at a time. */
export function pageFields(usual: number, most: number) {
  return {
    limit: Type.Integer({ minimum: 1, maximum: most, default: usual, description: 'At most so many rows.' }),
    offset: Type.Integer({
      minimum: 0,
      maximum: 999_999_999,
      default: 0,
      description: 'So many rows are left out first.',
    }),
  };
}

/** Lists stay plain arrays, so the way to the next page is a header: `Link: <...>; rel="next"`. */
export function linkNextPage(
  request: Request,
  response: Response,
  page: { readonly limit: number; readonly offset: number },
  rows: readonly unknown[],
): void {
  if (rows.length < page.limit) return;
  const address = new URL(request.originalUrl, 'http://here');
  address.searchParams.delete('token');
  address.searchParams.set('limit', String(page.limit));
  address.searchParams.set('offset', String(page.offset + page.limit));
  response.set('Link', `<${address.pathname}${address.search}>; rel="next"`);
}
