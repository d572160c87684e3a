import { messageOf } from '../domain/concierge-error.ts';
import type { PastSightings, Sighting, SightingSpan } from '../ports/sightings.ts';
import type { Logger } from '../runtime/logger.ts';

export interface RememberedParts {
  /** SQLite: it knows best of what is still here. */
  readonly here: PastSightings;
  /** What InfluxDB remembers; null while it is not known to be there. */
  readonly influx: () => Promise<PastSightings | null>;
  /** Those of these recordings that are still here. */
  readonly kept: (recordingIds: readonly number[]) => ReadonlySet<number>;
  readonly logger: Logger;
}

/**
 * What was seen, of recordings that are still here from SQLite and of those that the cleanup took from InfluxDB. Without
 * InfluxDB, or when it does not answer, SQLite alone.
 */
export class RememberedSightings implements PastSightings {
  readonly #parts: RememberedParts;
  #answers = 0;
  #problem: string | null = null;

  constructor(parts: RememberedParts) {
    this.#parts = parts;
  }

  /** In words, for health. */
  get state(): string {
    if (this.#problem !== null) return `the past is answered by SQLite alone: ${this.#problem}`;
    return `asked about the past ${this.#answers} times`;
  }

  async ofRecording(recordingId: number): Promise<readonly Sighting[]> {
    const { here, kept } = this.#parts;
    if (kept([recordingId]).has(recordingId)) return here.ofRecording(recordingId);
    return (await this.#ask((influx) => influx.ofRecording(recordingId))) ?? here.ofRecording(recordingId);
  }

  async inClips(span: SightingSpan, limit: number): Promise<readonly Sighting[]> {
    const [seen, remembered] = await Promise.all([
      this.#parts.here.inClips(span, limit),
      this.#ask((influx) => influx.inClips(span, limit)),
    ]);
    const gone = this.#gone(remembered ?? [], ({ recordingId }) => recordingId);
    if (gone.length === 0) return seen;
    return [...seen, ...gone].toSorted((a, b) => a.seenAtMs - b.seenAtMs).slice(-limit);
  }

  async recordingIds(span: SightingSpan): Promise<readonly number[]> {
    const [seen, remembered] = await Promise.all([
      this.#parts.here.recordingIds(span),
      this.#ask((influx) => influx.recordingIds(span)),
    ]);
    return [...seen, ...this.#gone(remembered ?? [], (id) => id)].toSorted((a, b) => a - b);
  }

  /** What is still here was analysed again, or was deleted in part, without InfluxDB's knowing. */
  #gone<Item>(remembered: readonly Item[], recordingOf: (item: Item) => number | null): Item[] {
    const kept = this.#parts.kept(remembered.flatMap((item) => recordingOf(item) ?? []));
    return remembered.filter((item) => {
      const id = recordingOf(item);
      return id !== null && !kept.has(id);
    });
  }

  /** Null: it does not answer. */
  async #ask<Answer>(question: (influx: PastSightings) => Promise<Answer>): Promise<Answer | null> {
    const { logger } = this.#parts;
    try {
      const influx = await this.#parts.influx();
      if (influx === null) return null;
      const answer = await question(influx);
      if (this.#problem !== null) logger.info('InfluxDB answers questions about the past again');
      this.#problem = null;
      this.#answers += 1;
      return answer;
    } catch (error) {
      const why = messageOf(error);
      logger[this.#problem === null ? 'warn' : 'debug'](
        { error: why },
        'InfluxDB does not answer what was seen in the past: what is here is answered alone',
      );
      this.#problem = why;
      return null;
    }
  }
}
