import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { claimFreePorts } from '../support/claim-ports.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const FOLDER = process.env['CONCIERGE_RIG_DIR'] ?? '/var/cache/concierge-rig';
const PATH = `${FOLDER}/influxdb-v2.7.11/influxd`;
const DEADLINE_MS = 120_000;
const ASK_AGAIN_MS = 100;

/** Why tests against a real InfluxDB 2 are skipped; false when there is one. */
export const NO_INFLUXD2: string | false = isThere() ? false : 'InfluxDB 2 is not built: script/influxd 2 does it';

const TOKEN = 'a-token-that-may-do-everything';

/** A real InfluxDB 2 of the test's own, set up as its users do: an organisation, a bucket and a token. */
export async function givenInfluxd2(context: TestContext, { bucket = 'concierge' } = {}) {
  const folder = await temporaryFolder(context);
  const port = await claimFreePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    PATH,
    [
      `--bolt-path=${join(folder, 'influxd.bolt')}`,
      `--sqlite-path=${join(folder, 'influxd.sqlite')}`,
      `--engine-path=${join(folder, 'engine')}`,
      `--http-bind-address=127.0.0.1:${port}`,
      '--reporting-disabled',
      '--log-level=error',
    ],
    { stdio: 'ignore', env: { HOME: folder } },
  );
  const exited = new Promise((resolve) => child.once('exit', resolve));
  context.after(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  await untilItAnswers(`${url}/health`);
  const made = await fetch(`${url}/api/v2/setup`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: 'long enough', org: 'home', bucket, token: TOKEN }),
  });
  if (made.status !== 201) throw new Error(`InfluxDB 2 is not set up: ${made.status} ${await made.text()}`);
  return { url, target: { url, org: 'home', bucket, token: TOKEN } };
}

/** It tells nobody when it begins to listen. */
async function untilItAnswers(url: string): Promise<void> {
  const signal = AbortSignal.timeout(DEADLINE_MS);
  for (;;) {
    const status = await fetch(url, { signal }).then(
      (response) => response.status,
      () => 0,
    );
    signal.throwIfAborted();
    if (status === 200) return;
    await setTimeout(ASK_AGAIN_MS, undefined, { signal });
  }
}

function isThere(): boolean {
  try {
    accessSync(PATH, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
