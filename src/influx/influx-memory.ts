import { InfluxConnection } from './influx-connection.ts';
import { FluxQuery, InfluxQlQuery } from './influx-query.ts';
import { InfluxSightings } from './influx-sightings.ts';
import type { InfluxTarget } from './influx-target.ts';

/** What an InfluxDB remembers, asked in the language of its version; null for what answers its address and is no InfluxDB. */
export function influxMemory(target: InfluxTarget): () => Promise<InfluxSightings | null> {
  const connection = new InfluxConnection(target);
  let known: InfluxSightings | null = null;
  return async () => {
    known ??= memoryOf(target, await connection.version());
    return known;
  };
}

function memoryOf(target: InfluxTarget, version: string | null): InfluxSightings | null {
  const major = /(\d+)\./.exec(version ?? '')?.[1];
  if (major === '2') return new InfluxSightings(new FluxQuery(target));
  // 3.x has InfluxQL at the address of 1.x.
  return major === '1' || major === '3' ? new InfluxSightings(new InfluxQlQuery(target)) : null;
}
