import { messageOf } from '../domain/concierge-error.ts';
import type { Erasure } from './erasure.ts';
import type { WriteOutcome } from './influx-connection.ts';
import { FluxQuery, InfluxQlQuery, type InfluxQuery } from './influx-query.ts';
import { authorization, type InfluxTarget } from './influx-target.ts';
import { refusalCode, refusalInWords } from './refusal-words.ts';

const TIMEOUT_MS = 15_000;
/** No clip is longer. */
const LONGEST_MS = 86_400_000;
/** Shapes of one picture lie a nanosecond apart each. */
const SHAPES_NS = 999n;
const NS_A_SECOND = 1_000_000_000n;

/** Both ends inclusive, RFC 3339 with nanoseconds. */
interface PointSpan {
  readonly measurement: string;
  readonly from: string;
  readonly to: string;
}

/** Has InfluxDB forget the points of a file, those of its earlier analyses included: 1.8 by InfluxQL, 2 by its API. */
export class InfluxEraser {
  readonly #target: InfluxTarget;
  readonly #version: () => Promise<string | null>;

  constructor(target: InfluxTarget, version: () => Promise<string | null>) {
    this.#target = target;
    this.#version = version;
  }

  async erase(erasure: Erasure): Promise<WriteOutcome> {
    try {
      const major = /(\d+)\./.exec((await this.#version()) ?? '')?.[1];
      if (major === '1')
        return await this.#erase(erasure, new InfluxQlQuery(this.#target), (spans) => this.#byInfluxQl(spans));
      if (major === '2') return await this.#erase(erasure, new FluxQuery(this.#target), (spans) => this.#byApi(spans));
      const why = 'This InfluxDB cannot forget single points: those of an event that was deleted here stay there.';
      return { kind: 'refused', why };
    } catch (error) {
      const why = `Cannot have InfluxDB at ${this.#target.url} forget what was deleted: ${messageOf(error)}; it is tried again. (INFLUXDB_UNREACHABLE)`;
      return { kind: 'unreachable', why, retryAfterMs: 0 };
    }
  }

  async #erase(
    { mediaType, takenAtMs, startNs, shapesNs, recordingId }: Erasure,
    query: InfluxQuery,
    remove: (spans: readonly PointSpan[]) => Promise<WriteOutcome>,
  ): Promise<WriteOutcome> {
    const start = isoNs(BigInt(startNs));
    const isPicture = mediaType === 'jpg';
    const measurement = isPicture ? 'camera_shapes_detected_img' : 'camera_shapes_detected_video';
    const span = { fromMs: takenAtMs, toMs: takenAtMs + LONGEST_MS };
    const earlier = recordingId === null || isPicture ? [] : await query.timesOf(recordingId, span);
    const times = new Set([...shapesNs.map((ns) => isoNs(BigInt(ns))), ...earlier]);
    return remove([
      { measurement: 'camera_analytics', from: start, to: start },
      { measurement: 'concierge_analysis', from: start, to: start },
      ...(isPicture ? [{ measurement, from: start, to: isoNs(BigInt(startNs) + SHAPES_NS) }] : []),
      ...[...times].map((at) => ({ measurement, from: at, to: at })),
    ]);
  }

  async #byInfluxQl(spans: readonly PointSpan[]): Promise<WriteOutcome> {
    const [db = ''] = this.#target.bucket.split('/');
    const q = spans
      .map(({ measurement, from, to }) => `DELETE FROM "${measurement}" WHERE time >= '${from}' AND time <= '${to}'`)
      .join('; ');
    const response = await this.#post('/query', new URLSearchParams({ db, q }), 'application/x-www-form-urlencoded');
    if (!response.ok) return this.#refused(response);
    const { results }: { results?: readonly { error?: unknown }[] } = Object(await response.json());
    const fault = results?.find(({ error }) => error !== undefined)?.error;
    return fault === undefined ? { kind: 'written' } : { kind: 'refused', why: `InfluxDB: ${String(fault)}` };
  }

  async #byApi(spans: readonly PointSpan[]): Promise<WriteOutcome> {
    const { org, bucket } = this.#target;
    const path = `/api/v2/delete?${new URLSearchParams({ org: org || '-', bucket })}`;
    for (const { measurement, from, to } of spans) {
      const body = JSON.stringify({ start: from, stop: to, predicate: `_measurement="${measurement}"` });
      const response = await this.#post(path, body, 'application/json');
      if (!response.ok) return this.#refused(response);
      await response.body?.cancel();
    }
    return { kind: 'written' };
  }

  #post(path: string, body: string | URLSearchParams, type: string): Promise<Response> {
    const { url, token } = this.#target;
    return fetch(new URL(path, url), {
      method: 'POST',
      headers: { 'Content-Type': type, ...authorization(token) },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  }

  async #refused(response: Response): Promise<WriteOutcome> {
    const code = refusalCode(response.status);
    const why = `${refusalInWords(this.#target, response.status, (await response.text()).slice(0, 300))} (${code})`;
    if (code === 'INFLUXDB_UNREACHABLE') return { kind: 'unreachable', why, retryAfterMs: 0 };
    return code === 'INFLUXDB_REFUSED' ? { kind: 'not set up', why } : { kind: 'refused', why };
  }
}

function isoNs(ns: bigint): string {
  const seconds = new Date(Number(ns / NS_A_SECOND) * 1000).toISOString().slice(0, 19);
  return `${seconds}.${String(ns % NS_A_SECOND).padStart(9, '0')}Z`;
}
