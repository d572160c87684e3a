import { HttpError, InfluxDB, setLogger } from '@influxdata/influxdb-client';
import { messageOf } from '../domain/concierge-error.ts';
import { authorization, type InfluxTarget } from './influx-target.ts';
import { refusalCode, refusalInWords } from './refusal-words.ts';

const TIMEOUT_MS = 15_000;

/** What came of a batch. `refused`: these lines are at fault, and no retry helps; the rest: nothing is lost by waiting. */
export type WriteOutcome =
  | { readonly kind: 'written' }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'unreachable'; readonly why: string; readonly retryAfterMs: number }
  | { readonly kind: 'not set up'; readonly why: string };

/** Writes to one InfluxDB, of 1.8, 2.x or 3.x, over the API that they share. */
export class InfluxConnection {
  readonly #target: InfluxTarget;
  readonly #client: InfluxDB;

  constructor(target: InfluxTarget) {
    this.#target = target;
    // What goes wrong is ours to tell, once.
    setLogger({ error: () => {}, warn: () => {} });
    this.#client = new InfluxDB({ url: target.url, token: target.token, timeout: TIMEOUT_MS });
  }

  /** `1.8.10`, `v2.7.5`; null when it does not say. */
  async version(): Promise<string | null> {
    // 3.x tells it to nobody else.
    const response = await fetch(new URL('/ping', this.#target.url), {
      headers: authorization(this.#target.token),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.headers.get('x-influxdb-version');
  }

  async write(lines: readonly string[]): Promise<WriteOutcome> {
    const first = await this.#send(lines);
    // A 1.x knows databases that somebody has made: so do it, where the user may.
    const isMissing = first.kind === 'not set up' && /database not found/i.test(first.why);
    return isMissing && (await this.#createDatabase()) ? this.#send(lines) : first;
  }

  async #send(lines: readonly string[]): Promise<WriteOutcome> {
    const { org, bucket } = this.#target;
    const writer = this.#client.getWriteApi(org || '-', bucket, 'ns', {
      batchSize: lines.length + 1,
      flushInterval: 0,
      maxRetries: 0,
      gzipThreshold: 1000,
      // Retrying is the outbox's business.
      writeFailed: (error) => Promise.reject(error),
    });
    try {
      writer.writeRecords([...lines]);
      await writer.flush();
      return { kind: 'written' };
    } catch (error) {
      return this.#outcomeOf(error);
    } finally {
      writer.dispose();
    }
  }

  #outcomeOf(error: unknown): WriteOutcome {
    const { url } = this.#target;
    if (!(error instanceof HttpError)) {
      const why = `Cannot reach InfluxDB at ${url}: ${messageOf(error)}. See that it runs, and that influxdb_url is its address. (INFLUXDB_UNREACHABLE)`;
      return { kind: 'unreachable', why, retryAfterMs: 0 };
    }
    const { statusCode } = error;
    const code = refusalCode(statusCode);
    const why = `${refusalInWords(this.#target, statusCode, answerIn(error))} (${code})`;
    if (code === 'INFLUXDB_POINT_REFUSED') return { kind: 'refused', why };
    if (code === 'INFLUXDB_REFUSED') return { kind: 'not set up', why };
    return { kind: 'unreachable', why, retryAfterMs: error.retryAfter() };
  }

  async #createDatabase(): Promise<boolean> {
    const { url, bucket, token } = this.#target;
    const name = bucket.split('/')[0] ?? bucket;
    try {
      const response = await fetch(new URL('/query', url), {
        method: 'POST',
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          ...authorization(token),
        },
        body: new URLSearchParams({ q: `CREATE DATABASE "${name.replaceAll(/["\\]/g, '')}"` }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }
}

function answerIn(error: HttpError): string {
  const json: unknown = error.json;
  for (const field of ['message', 'error']) {
    if (typeof json !== 'object' || json === null) break;
    const said: unknown = Reflect.get(json, field);
    if (typeof said === 'string') return said;
  }
  return error.body?.slice(0, 300) || error.statusMessage || '';
}
