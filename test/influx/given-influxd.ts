import { accessSync, constants } from 'node:fs';
import type { TestContext } from 'node:test';
import { InfluxdService } from '../../src/influx/bundled/influxd-service.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { claimFreePorts } from '../support/claim-ports.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { silentLogger } from '../support/test-logger.ts';

const FOLDER = process.env['CONCIERGE_RIG_DIR'] ?? '/var/cache/concierge-rig';
const PATH = `${FOLDER}/influxdb-v1.8.10/influxd`;

/** Why tests against a real InfluxDB are skipped; false when there is one. */
export const NO_INFLUXD: string | false = isThere() ? false : `InfluxDB 1.8 is not built: script/influxd does it`;

export const TOKEN = 'concierge:s3cret';

/** A real InfluxDB of the test's own, as the add-on runs it. */
export async function givenInfluxd(context: TestContext, { dataDir = '', port = 0, token = TOKEN } = {}) {
  const at = {
    path: PATH,
    dataDir: dataDir || (await temporaryFolder(context)),
    host: '127.0.0.1',
    port: port || (await claimFreePorts(1)),
    token,
    database: 'concierge',
  };
  const service = new InfluxdService({ ...at, clock: systemClock, logger: silentLogger() });
  context.after(() => service.stop());
  await service.start();
  const url = `http://127.0.0.1:${at.port}`;
  return { ...at, url, service, target: { url, org: '', bucket: 'concierge', token } };
}

/** The rows that InfluxQL answers, a record each. */
export async function influxQl(url: string, q: string, token = TOKEN): Promise<Record<string, unknown>[]> {
  const address = new URL('/query', url);
  address.search = new URLSearchParams({ db: 'concierge', epoch: 'ns', q }).toString();
  const response = await fetch(address, {
    headers: { Authorization: `Basic ${Buffer.from(token).toString('base64')}` },
  });
  // Nanoseconds do not fit into a number.
  const text = (await response.text()).replaceAll(/([[,])(\d{16,})/g, '$1"$2"');
  const { results } = Object(JSON.parse(text));
  const series: { columns: string[]; values: unknown[][]; tags?: Record<string, string> }[] =
    results?.[0]?.series ?? [];
  return series.flatMap(({ columns, values, tags }) =>
    values.map((row) => ({ ...tags, ...Object.fromEntries(columns.map((name, index) => [name, row[index]])) })),
  );
}

function isThere(): boolean {
  try {
    accessSync(PATH, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
