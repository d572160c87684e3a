import { bundledToken } from '../influx/bundled/influxd-login.ts';
import { InfluxdService } from '../influx/bundled/influxd-service.ts';
import { InfluxSink } from '../influx/influx-sink.ts';
import type { InfluxTarget } from '../influx/influx-target.ts';
import { OutboxTable } from '../influx/outbox-table.ts';
import type { Options } from '../options.ts';
import type { HouseStateReader } from '../ports/house-state.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { ArchiveTable } from '../store/archive-table.ts';
import type { SqliteHistory } from '../store/sqlite-history.ts';
import type { Parts } from './parts.ts';

/** The InfluxDB that the options ask for; null: none. */
export async function influxTarget({ influx, ports }: Options, dataDir: string): Promise<InfluxTarget | null> {
  if (influx.mode === 'off') return null;
  if (influx.mode === 'external') return influx;
  return { ...influx, url: `http://127.0.0.1:${ports.influxdb}`, org: '', token: await bundledToken(dataDir) };
}

/** Nothing when no InfluxDB is asked for. */
export function influxServices(parts: Parts, history: SqliteHistory, house: HouseStateReader) {
  const { options, influx: target, database, config, dataDir, logger } = parts;
  if (target === null) return { sinks: [], services: [] };
  const archive = new ArchiveTable(database);
  const sink = new InfluxSink({
    target,
    outbox: new OutboxTable(database),
    history,
    archive,
    config,
    house,
    urlOf: (file) => `${options.mediaBaseUrl}/${file.split('/').map(encodeURIComponent).join('/')}`,
    facesIn: (assetId) => archive.facesIn(assetId),
    clock,
    logger: logger.child({ service: 'InfluxDB' }),
  });
  if (options.influx.mode !== 'bundled') return { sinks: [sink], services: [sink] };
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
  return { sinks: [sink], services: [server, sink] };
}
