import type { Request } from 'express';
import type { FieldMessages } from './message.ts';

interface Page {
  readonly limit: number;
  readonly offset: number;
}

export type ReadPage =
  | { readonly kind: 'fine'; readonly page: Page }
  | { readonly kind: 'bad'; readonly message: FieldMessages };

/** `?limit=` (1 to `most`) and `?offset=`: history grows, and nobody shall wait for all of it. */
export function readPage(request: Request, usual: number, most: number): ReadPage {
  const message: Record<string, string> = {};
  const read = (field: string, fallback: number, lowest: number, highest: number): number => {
    const text = request.query[field];
    if (text === undefined) return fallback;
    const value = typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= lowest && value <= highest)) message[field] = `a number from ${lowest} to ${highest} is expected`;
    return value;
  };
  const page = { limit: read('limit', usual, 1, most), offset: read('offset', 0, 0, 999_999_999) };
  return Object.keys(message).length === 0 ? { kind: 'fine', page } : { kind: 'bad', message };
}
