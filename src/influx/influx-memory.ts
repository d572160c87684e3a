import { InfluxConnection } from './influx-connection.ts';
import { FluxQuery, InfluxQlQuery } from './influx-query.ts';
import { InfluxSightings } from './influx-sightings.ts';
import type { InfluxTarget } from './influx-target.ts';

/**
 * What an InfluxDB remembers, asked in the language of its version; null for what answers its address and is no InfluxDB.
 * @param timeoutMs for a question; by default three seconds
 */
export function influxMemory(target: InfluxTarget, timeoutMs?: number): () => Promise<InfluxSightings | null> {
  const connection = new InfluxConnection(target);
  let known: InfluxSightings | null = null;
  return async () => {
    known ??= memoryOf(target, await connection.version(), timeoutMs);
    return known;
  };
}

function memoryOf(target: InfluxTarget, version: string | null, timeoutMs?: number): InfluxSightings | null {
  const major = /(\d+)\./.exec(version ?? '')?.[1];
  if (major === '2') return new InfluxSightings(new FluxQuery(target, timeoutMs));
  // 3.x has InfluxQL at the address of 1.x.
  return major === '1' || major === '3' ? new InfluxSightings(new InfluxQlQuery(target, timeoutMs)) : null;
}
