import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { MEDIA_TYPES } from '../domain/media.ts';
import type { Asset, StoredTrack } from '../ports/history.ts';
import { toNs } from './line.ts';

const Ns = Type.String({ pattern: '^\\d+$' });

const ErasureSchema = Type.Object({
  mediaType: Type.Enum([...MEDIA_TYPES]),
  takenAtMs: Type.Number(),
  /** Of its first point, since 1970. */
  startNs: Ns,
  /** Of those of its shapes as they are known here. */
  shapesNs: Type.Array(Ns),
  recordingId: Type.Union([Type.Integer(), Type.Null()]),
});

/** A file whose points InfluxDB has to forget, as it waits in the outbox. */
export type Erasure = Static<typeof ErasureSchema>;

/** When the points of an asset begin: those of two files lie microseconds apart, as InfluxDB knows a point by its time. */
export function startNsOf({ id, takenAtMs }: Pick<Asset, 'id' | 'takenAtMs'>): bigint {
  return toNs(takenAtMs) + BigInt(id % 1000) * 1000n;
}

/** When the point of an asset's shape is, the first being 0: InfluxDB would take two of one time for one. */
export function shapeNsOf(asset: Pick<Asset, 'id' | 'takenAtMs'>, track: StoredTrack, index: number): bigint {
  return startNsOf(asset) + toNs(track.bestShot.timeMs) + BigInt(index);
}

/** @param tracks the asset's, in their order */
export function erasureOf(asset: Asset, tracks: readonly StoredTrack[]): Erasure {
  const { mediaType, takenAtMs, recordingId } = asset;
  const shapesNs = tracks.map((track, index) => String(shapeNsOf(asset, track, index)));
  return { mediaType, takenAtMs, startNs: String(startNsOf(asset)), shapesNs, recordingId };
}

/** @throws TypeError when the text is none of ours */
export function erasureFromJson(json: string): Erasure {
  const erasure: unknown = JSON.parse(json);
  if (!Value.Check(ErasureSchema, erasure)) throw new TypeError('Cannot read what InfluxDB has to forget.');
  return erasure;
}
