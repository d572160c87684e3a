import { messageOf } from '../domain/concierge-error.ts';
import { websocketAddress } from './websocket-address.ts';

const DEADLINE_MS = 15_000;

export type ApiAnswer =
  | { readonly kind: 'done'; readonly body: unknown }
  | { readonly kind: 'failed'; readonly reason: string };

/** Home Assistant's REST interface, for the little that its websocket cannot do. */
export class CoreApi {
  readonly #url: string;
  readonly #token: string;

  /** @param connection as it is configured */
  constructor({ url, token }: { readonly url: string; readonly token: string }) {
    this.#url = url;
    this.#token = token;
  }

  /** @param path below /api. Never rejects. */
  async request(method: 'POST' | 'DELETE', path: string, body?: object): Promise<ApiAnswer> {
    try {
      const response = await fetch(`${apiAddress(this.#url)}${path}`, {
        method,
        headers: { Authorization: `Bearer ${this.#token}`, 'Content-Type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      if (!response.ok) return { kind: 'failed', reason: `${method} ${path} was answered ${response.status}` };
      return { kind: 'done', body: await response.json() };
    } catch (error) {
      return { kind: 'failed', reason: `${method} ${path}: ${messageOf(error)}` };
    }
  }
}

/** `http://host:8123/api`, or `http://supervisor/core/api`. */
function apiAddress(url: string): string {
  return websocketAddress(url)
    .replace(/^ws/, 'http')
    .replace(/(\/api)?\/websocket$/, '/api');
}
