import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chooseModels } from './composition/choose-models.ts';
import { influxTarget } from './composition/influx.ts';
import { PROJECT_FOLDER } from './composition/project-folder.ts';
import { composeServices } from './composition/services.ts';
import { ConciergeError, messageOf } from './domain/concierge-error.ts';
import { checkTools } from './frames/check-tools.ts';
import { type Options, readOptions } from './options.ts';
import { systemClock as clock } from './runtime/clock.ts';
import { clockDoubt } from './runtime/clock-doubt.ts';
import { settleCredentials } from './runtime/credentials.ts';
import { Lifecycle } from './runtime/lifecycle.ts';
import { LogTail } from './runtime/log-tail.ts';
import { createLogger, type Logger } from './runtime/logger.ts';
import { MediaRoot } from './runtime/media-root.ts';
import { openMediaSigner } from './runtime/media-signer.ts';
import { SecretBox } from './runtime/secret-box.ts';
import { stopSignals } from './runtime/stop-signals.ts';
import { sweepUnfinished } from './runtime/sweep-unfinished.ts';
import { writableFolder } from './runtime/writable-folder.ts';
import { lockDataFolder } from './store/data-folder-lock.ts';
import { openDatabase } from './store/database.ts';
import { LowdbConfigStore } from './store/lowdb-config-store.ts';
import { settleSecretKey } from './store/secret-key.ts';

/** Starts Concierge; resolves when it is to end. Rejects with a ConciergeError when it cannot start. */
async function run(options: Options, logger: Logger, logTail: LogTail, stopping: AbortSignal): Promise<void> {
  const version = await ownVersion();
  const { rootDir, dataDir, unlock } = await takeFolders(options);
  logger.info(`Concierge ${version} starts. Recordings are kept in ${rootDir}, its own state in ${dataDir}.`);
  for (const name of options.unknownOptions) logger.warn(`"${name}" is no option of Concierge; it is ignored.`);
  const doubt = clockDoubt(clock.nowMs());
  if (doubt !== null) logger.warn(doubt);
  await checkTools([options.ffmpegPath, options.ffprobePath], clock, stopping);
  const credentials = await settleCredentials(dataDir, options);
  const secrets = new SecretBox(await settleSecretKey(dataDir, logger, clock));
  const config = new LowdbConfigStore({ folder: dataDir, logger, clock, secrets });
  await config.start();
  const comparisonWanted = config.read().analytics_profiles.some((row) => row.image_comparison);
  const models = await chooseModels(options, dataDir, comparisonWanted, logger, stopping);
  const database = openDatabase({ folder: dataDir, logger, clock });
  const media = new MediaRoot(rootDir);
  const signer = await openMediaSigner(dataDir);
  const stores = { config, database, secrets, media, signer };
  const parts = {
    options,
    logger,
    logTail,
    credentials,
    ...models,
    influx: await influxTarget(options, dataDir),
    ...stores,
    rootDir,
    dataDir,
    version,
  };
  const lifecycle = new Lifecycle(composeServices(parts), logger, clock);
  try {
    await lifecycle.start(stopping);
    const panel = options.supervised ? '' : `: its panel is at http://localhost:${options.ports.ingress}`;
    logger.info(`Concierge is ready${panel}`);
    if (!stopping.aborted) await new Promise((resolve) => stopping.addEventListener('abort', resolve, { once: true }));
  } finally {
    await lifecycle.stop();
    await config.stop();
    database.close();
    unlock();
  }
}

async function takeFolders(options: Options) {
  const rootDir = await writableFolder('ROOT_DIR', options.rootDir);
  const dataDir = await writableFolder('DATA_DIR', options.dataDir);
  const unlock = lockDataFolder(dataDir);
  await sweepUnfinished(dataDir);
  return { rootDir, dataDir, unlock };
}

async function ownVersion(): Promise<string> {
  const description: unknown = JSON.parse(await readFile(join(PROJECT_FOLDER, 'package.json'), 'utf8'));
  const hasVersion = typeof description === 'object' && description !== null && 'version' in description;
  return hasVersion ? String(description.version) : 'unknown';
}

/** One line for what a user can put right; the whole story for what only we can. */
function explain(error: unknown): string {
  if (error instanceof ConciergeError) return `${error.message} (${error.code})`;
  return error instanceof Error && error.stack ? error.stack : messageOf(error);
}

async function main(): Promise<void> {
  let logger: Logger | null = null;
  const stopping = stopSignals(clock, (name) => logger?.info(`${name} came: Concierge stops.`));
  try {
    const options = readOptions(process.env);
    const logTail = new LogTail();
    logger = createLogger(options.logLevel, undefined, logTail);
    await run(options, logger, logTail, stopping);
  } catch (error) {
    if (!stopping.aborted) {
      process.stderr.write(`Concierge cannot run: ${explain(error)}\n`);
      process.exitCode = 1;
    }
  }
  // Whatever still holds the process up has had its time to stop.
  process.exit();
}

await main();
