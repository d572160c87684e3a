import type { PastSightings, Sighting, SightingSpan } from '../ports/sightings.ts';
import type { InfluxQuery, InfluxRow } from './influx-query.ts';

/** What InfluxDB remembers. Each call throws when it does not answer. */
export class InfluxSightings implements PastSightings {
  readonly #query: InfluxQuery;

  constructor(query: InfluxQuery) {
    this.#query = query;
  }

  async ofRecording(recordingId: number): Promise<Sighting[]> {
    return readRows(await this.#query.shapesOf(recordingId)).toSorted(
      (a, b) => a.frameNumber - b.frameNumber || b.confidence - a.confidence,
    );
  }

  async inClips(span: SightingSpan, limit: number): Promise<Sighting[]> {
    return readRows(await this.#query.shapesIn(span, limit))
      .filter(({ seenAtMs }) => seenAtMs >= span.fromMs && seenAtMs <= span.toMs)
      .toSorted((a, b) => a.seenAtMs - b.seenAtMs);
  }

  async recordingIds(span: SightingSpan): Promise<number[]> {
    const ids = await this.#query.recordingIdsIn(span);
    return ids.filter((id) => Number.isSafeInteger(id)).toSorted((a, b) => a - b);
  }
}

/** Points that others wrote into the measurement are none of ours. */
function readRows(rows: readonly InfluxRow[]): Sighting[] {
  return rows.flatMap((row) => readRow(row) ?? []);
}

function readRow(row: InfluxRow): Sighting | null {
  const { shape, camera, snapshot } = row;
  const numbers = ['confidence', 'frame_nbr', 'recording_id', 'startX', 'startY', 'endX', 'endY', 'epoch'].map(
    (field) => row[field],
  );
  if (typeof shape !== 'string' || typeof camera !== 'string' || !numbers.every(isNumber)) return null;
  const [confidence = 0, frameNumber = 0, recordingId = 0, startX = 0, startY = 0, endX = 0, endY = 0, epoch = 0] =
    numbers;
  return {
    cameraId: null,
    cameraName: camera,
    recordingId,
    shape,
    confidence: confidence / 100,
    frameNumber,
    box: { startX, startY, endX, endY },
    snapshot: typeof snapshot === 'string' ? snapshot.replace(/^\//, '') : null,
    // To the microsecond: a quotient and back is not quite what it was.
    seenAtMs: Math.round(epoch * 1e6) / 1e3,
  };
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
