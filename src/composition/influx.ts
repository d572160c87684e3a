import { bundledToken } from '../influx/bundled/influxd-login.ts';
import { InfluxdService } from '../influx/bundled/influxd-service.ts';
import { influxMemory } from '../influx/influx-memory.ts';
import { InfluxSink } from '../influx/influx-sink.ts';
import type { InfluxTarget } from '../influx/influx-target.ts';
import { OutboxTable } from '../influx/outbox-table.ts';
import { RememberedSightings } from '../influx/remembered-sightings.ts';
import type { Options } from '../options.ts';
import type { HouseStateReader } from '../ports/house-state.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { ArchiveTable } from '../store/archive-table.ts';
import { SightingTable } from '../store/sighting-table.ts';
import type { SqliteHistory } from '../store/sqlite-history.ts';
import type { Parts } from './parts.ts';

/** The InfluxDB that the options ask for; null: none. */
export async function influxTarget({ influx, ports }: Options, dataDir: string): Promise<InfluxTarget | null> {
  if (influx.mode === 'off') return null;
  if (influx.mode === 'external') return influx;
  return { ...influx, url: `http://127.0.0.1:${ports.influxdb}`, org: '', token: await bundledToken(dataDir) };
}

/** Without InfluxDB nobody to tell and nothing to start; the past is answered either way. */
export function influxServices(parts: Parts, history: SqliteHistory, house: HouseStateReader) {
  const { options, influx: target, database, config, dataDir, logger } = parts;
  const here = new SightingTable(database);
  if (target === null) return { sinks: [], services: [], past: here };
  const archive = new ArchiveTable(database);
  const ownLogger = logger.child({ service: 'InfluxDB' });
  const kept = (ids: readonly number[]) => archive.recordingsAmong(ids);
  const past = new RememberedSightings({ here, influx: influxMemory(target), kept, logger: ownLogger });
  const sink = new InfluxSink({
    target,
    outbox: new OutboxTable(database),
    history,
    archive,
    config,
    house,
    urlOf: (file) => `${options.mediaBaseUrl}/${file.split('/').map(encodeURIComponent).join('/')}`,
    facesIn: (assetId) => archive.facesIn(assetId),
    memory: past,
    clock,
    logger: ownLogger,
  });
  if (options.influx.mode !== 'bundled') return { sinks: [sink], services: [sink], past };
  const server = new InfluxdService({
    path: options.influxdPath,
    dataDir,
    host: options.listenHost,
    port: options.ports.influxdb,
    token: target.token,
    database: target.bucket,
    clock,
    logger: logger.child({ service: 'InfluxDB server' }),
  });
  return { sinks: [sink], services: [server, sink], past };
}
