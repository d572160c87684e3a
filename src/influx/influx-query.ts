import { flux, fluxDateTime, InfluxDB } from '@influxdata/influxdb-client';
import type { SightingSpan } from '../ports/sightings.ts';
import { authorization, type InfluxTarget } from './influx-target.ts';

/** Who asks about the past waits for no InfluxDB that is busy. */
const TIMEOUT_MS = 3_000;
const MEASUREMENT = 'camera_shapes_detected_video';
const FIELDS = [
  'camera',
  'confidence',
  'frame_nbr',
  'recording_id',
  'startX',
  'startY',
  'endX',
  'endY',
  'snapshot',
  'epoch',
];
/** InfluxDB's time ends in 2262. */
const LAST_MS = 9_223_372_036_000;

export type InfluxRow = Readonly<Record<string, unknown>>;

/** The same three questions in the languages of InfluxDB. They throw when there is no answer. */
export interface InfluxQuery {
  shapesOf(recordingId: number): Promise<readonly InfluxRow[]>;
  /** Newest first. */
  shapesIn(span: SightingSpan, limit: number): Promise<readonly InfluxRow[]>;
  recordingIdsIn(span: SightingSpan): Promise<readonly number[]>;
  /** When the points of a recording are, RFC 3339 with nanoseconds. */
  timesOf(recordingId: number, span: Omit<SightingSpan, 'shape'>): Promise<readonly string[]>;
}

/** Of 1.8, and of 3.x, which has no Flux. */
export class InfluxQlQuery implements InfluxQuery {
  readonly #target: InfluxTarget;
  readonly #timeoutMs: number;

  constructor(target: InfluxTarget, timeoutMs = TIMEOUT_MS) {
    this.#target = target;
    this.#timeoutMs = timeoutMs;
  }

  shapesOf(recordingId: number) {
    return this.#ask(`SELECT ${selected()} FROM ${MEASUREMENT} WHERE recording_id = ${recordingId}`);
  }

  shapesIn(span: SightingSpan, limit: number) {
    return this.#ask(
      `SELECT ${selected()} FROM ${MEASUREMENT} WHERE ${within(span)} ORDER BY time DESC LIMIT ${limit}`,
    );
  }

  async recordingIdsIn(span: SightingSpan) {
    const rows = await this.#ask(
      `SELECT DISTINCT(recording_id) AS recording_id FROM ${MEASUREMENT} WHERE ${within(span)}`,
    );
    return rows.map((row) => Number(row['recording_id']));
  }

  async timesOf(recordingId: number, span: Omit<SightingSpan, 'shape'>) {
    const when = within({ ...span, shape: null });
    const rows = await this.#ask(
      `SELECT recording_id FROM ${MEASUREMENT} WHERE recording_id = ${recordingId} AND ${when}`,
    );
    return rows.map((row) => String(row['time']));
  }

  async #ask(q: string): Promise<InfluxRow[]> {
    const { url, bucket, token } = this.#target;
    const [db = bucket, rp] = bucket.split('/');
    const response = await fetch(new URL('/query', url), {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        ...authorization(token),
      },
      body: new URLSearchParams({ db, ...(rp && { rp }), q }),
      signal: AbortSignal.timeout(this.#timeoutMs),
    });
    if (!response.ok) throw new Error(`it answers ${response.status}: ${(await response.text()).slice(0, 200)}`);
    return rowsIn(await response.json());
  }
}

/** Of 2.x. */
export class FluxQuery implements InfluxQuery {
  readonly #ask: (query: string | ReturnType<typeof flux>) => Promise<InfluxRow[]>;
  readonly #bucket: string;

  constructor({ url, token, org, bucket }: InfluxTarget, timeoutMs = TIMEOUT_MS) {
    const api = new InfluxDB({ url, token, timeout: timeoutMs }).getQueryApi(org || '-');
    this.#ask = (query) => api.collectRows<InfluxRow>(query);
    this.#bucket = bucket;
  }

  /** By the field first: to turn every point of all years into a row would take minutes. */
  async shapesOf(recordingId: number) {
    const times = await this.#ask(flux`from(bucket: ${this.#bucket})
      |> range(start: 1970-01-01T00:00:00Z, stop: ${at(LAST_MS)})
      |> filter(fn: (r) => r._measurement == ${MEASUREMENT} and r._field == "recording_id" and r._value == ${recordingId})
      |> group() |> keep(columns: ["_time"])`);
    const ms = times.map((row) => Date.parse(String(row['_time'])));
    if (ms.length === 0) return [];
    const rows = await this.#rows({ shape: null, fromMs: Math.min(...ms), toMs: Math.max(...ms) + 1 });
    return rows.filter((row) => row['recording_id'] === recordingId);
  }

  async shapesIn(span: SightingSpan, limit: number) {
    if (isEmpty(span)) return [];
    const rows = await this.#rows(span);
    return rows.toSorted((a, b) => Number(b['epoch']) - Number(a['epoch'])).slice(0, limit);
  }

  async recordingIdsIn(span: SightingSpan) {
    if (isEmpty(span)) return [];
    const rows = await this.#ask(flux`${this.#points(span)}
      |> filter(fn: (r) => r._field == "recording_id") |> group() |> distinct() |> keep(columns: ["_value"])`);
    return rows.map((row) => Number(row['_value']));
  }

  async timesOf(recordingId: number, span: Omit<SightingSpan, 'shape'>) {
    const rows = await this.#ask(flux`${this.#points({ ...span, shape: null })}
      |> filter(fn: (r) => r._field == "recording_id" and r._value == ${recordingId}) |> group() |> keep(columns: ["_time"])`);
    return rows.map((row) => String(row['_time']));
  }

  #rows(span: SightingSpan): Promise<InfluxRow[]> {
    return this.#ask(flux`${this.#points(span)}
      |> pivot(rowKey: ["_time", "shape"], columnKey: ["_field"], valueColumn: "_value") |> group()`);
  }

  #points({ shape, fromMs, toMs }: SightingSpan) {
    const points = flux`from(bucket: ${this.#bucket}) |> range(start: ${at(fromMs)}, stop: ${at(toMs + 1)})
      |> filter(fn: (r) => r._measurement == ${MEASUREMENT})`;
    return shape === null ? points : flux`${points} |> filter(fn: (r) => r.shape == ${shape})`;
  }
}

function at(ms: number) {
  return fluxDateTime(new Date(clamped(ms)).toISOString());
}

function selected(): string {
  return ['shape', ...FIELDS].map((field) => `"${field}"`).join(', ');
}

/** Points lie up to a millisecond behind the time that they tell. */
function within({ shape, fromMs, toMs }: SightingSpan): string {
  const ofShape = shape === null ? '' : ` AND shape = '${shape.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
  return `time >= ${clamped(fromMs)}ms AND time < ${clamped(toMs + 1)}ms${ofShape}`;
}

/** Flux takes it for a mistake. */
function isEmpty({ fromMs, toMs }: SightingSpan): boolean {
  return clamped(fromMs) >= clamped(toMs + 1);
}

function clamped(ms: number): number {
  return Math.min(LAST_MS, Math.max(0, Math.round(ms)));
}

function rowsIn(answer: unknown): InfluxRow[] {
  const [result] = Array.isArray(Object(answer).results) ? Object(answer).results : [];
  if (typeof Object(result).error === 'string') throw new Error(Object(result).error);
  const series: unknown = Object(result).series;
  return (Array.isArray(series) ? series : []).flatMap(({ columns, values }) =>
    values.map((row: unknown[]) =>
      Object.fromEntries(columns.map((name: string, index: number) => [name, row[index]])),
    ),
  );
}
