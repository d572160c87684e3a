import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkerProcess } from './analyse/worker-process.ts';
import { CAMERA_BRANDS } from './cameras/brands.ts';
import { reolink } from './cameras/reolink.ts';
import { ReolinkSetup } from './cameras/reolink-api/reolink-setup.ts';
import { ConciergeError, messageOf } from './domain/concierge-error.ts';
import { FtpService } from './ftp/ftp-service.ts';
import { Cleanup } from './housekeeping/cleanup.ts';
import { DatabaseUpkeepJob } from './housekeeping/database-upkeep.ts';
import { diskUsage } from './housekeeping/disk-usage.ts';
import { Scheduler } from './housekeeping/scheduler.ts';
import { Intake } from './intake/intake.ts';
import { MissedFiles } from './intake/missed-files.ts';
import { readCatalogue } from './models/catalogue.ts';
import { ModelProvider } from './models/model-provider.ts';
import { type Options, readOptions } from './options.ts';
import { AnalysisPipeline } from './pipeline/analysis-pipeline.ts';
import type { DetectorModel } from './ports/detector-model.ts';
import { HomeAssistantSink } from './publish/home-assistant-sink.ts';
import { SqliteAnalysisQueue } from './queue/sqlite-queue.ts';
import { accessGuard, ingressGuard } from './rest/access-guard.ts';
import { backEndRoutes } from './rest/back-end-routes.ts';
import { cameraServiceRoutes } from './rest/camera-service-routes.ts';
import { HttpService } from './rest/http-service.ts';
import { ingressRoutes } from './rest/ingress-routes.ts';
import { motionRoutes } from './rest/motion-routes.ts';
import { restApp } from './rest/rest-app.ts';
import { shapeRoutes } from './rest/shape-routes.ts';
import { systemClock as clock } from './runtime/clock.ts';
import { type Credentials, settleCredentials } from './runtime/credentials.ts';
import { Lifecycle } from './runtime/lifecycle.ts';
import { createLogger, type Logger } from './runtime/logger.ts';
import { MediaRoot } from './runtime/media-root.ts';
import type { Service } from './runtime/service.ts';
import { writableFolder } from './runtime/writable-folder.ts';
import { openDatabase } from './store/database.ts';
import { JobRunTable } from './store/job-run-table.ts';
import { LowdbConfigStore } from './store/lowdb-config-store.ts';
import { RetentionTable } from './store/retention-table.ts';
import { SqliteHistory } from './store/sqlite-history.ts';
import { SqliteUpkeep } from './store/sqlite-upkeep.ts';

const PROJECT = join(import.meta.dirname, '..');

/** Starts Concierge; resolves when it is to end. Rejects with a ConciergeError when it cannot start. */
async function run(options: Options, logger: Logger, stopping: AbortSignal): Promise<void> {
  const rootDir = await writableFolder('ROOT_DIR', options.rootDir);
  const dataDir = await writableFolder('DATA_DIR', options.dataDir);
  const credentials = await settleCredentials(dataDir, options);
  const model = await chooseModel(options, dataDir, logger, stopping);
  const config = new LowdbConfigStore({ folder: dataDir, logger, clock });
  await config.start();
  const database = openDatabase({ folder: dataDir, logger, clock });
  const parts = {
    options,
    logger,
    credentials,
    model,
    config,
    database,
    media: new MediaRoot(rootDir),
    rootDir,
    dataDir,
  };
  const lifecycle = new Lifecycle(compose({ ...parts, version: await ownVersion() }), logger, clock);
  try {
    await lifecycle.start(stopping);
    logger.info('Concierge is ready');
    if (!stopping.aborted) await new Promise((resolve) => stopping.addEventListener('abort', resolve, { once: true }));
  } finally {
    await lifecycle.stop();
    await config.stop();
    database.close();
  }
}

interface Parts {
  readonly options: Options;
  readonly logger: Logger;
  readonly credentials: Credentials;
  readonly model: DetectorModel;
  readonly config: LowdbConfigStore;
  readonly database: ReturnType<typeof openDatabase>;
  readonly media: MediaRoot;
  readonly rootDir: string;
  readonly dataDir: string;
  readonly version: string;
}

/** Every service, in the order in which they start: who is asked before who asks, and cameras last. */
function compose(parts: Parts): readonly Service[] {
  const { options, logger, config, database, media, dataDir, version } = parts;
  const queue = new SqliteAnalysisQueue({ database, clock, logger });
  const history = new SqliteHistory({ database, jobs: queue, clock });
  const homeAssistant = new HomeAssistantSink({
    connection: options.homeAssistant,
    config,
    history,
    queue,
    mediaBaseUrl: options.mediaBaseUrl,
    version,
    layoutFile: join(dataDir, 'home-assistant-layouts.json'),
    logger: logger.child({ service: 'Home Assistant' }),
    clock,
  });
  const sinks = [homeAssistant];
  const stills = worker(parts, 'stills', 1);
  const clips = worker(parts, 'clips', options.clipThreads);
  const pipeline = (kind: 'still' | 'clip', analyser: WorkerProcess) =>
    new AnalysisPipeline({
      kind,
      queue,
      history,
      config,
      analyser,
      sinks,
      clock,
      logger: logger.child({ service: analyser.name }),
    });
  const intakeLogger = logger.child({ service: 'intake' });
  const intake = new Intake({ config, history, media, brands: CAMERA_BRANDS, sinks, clock, logger: intakeLogger });
  const receive = (upload: Parameters<Intake['receiveFound']>[0]) => intake.receiveFound(upload);
  const services: readonly Service[] = [
    httpService(parts, 'ingress', ingressGuard(), () => ingressRoutes(() => services, accessDetails(parts))),
    queue,
    homeAssistant,
    stills,
    clips,
    pipeline('still', stills),
    pipeline('clip', clips),
    ...restServices(parts, { history, intake, stills, clips }),
    ftpService(parts, intake),
    housekeeping(parts),
    new MissedFiles({ media, config, history, receive, clock, logger: intakeLogger }),
  ];
  return services;
}

function accessDetails({ options, credentials }: Parts) {
  return { ftpPort: options.ports.ftp, ...credentials };
}

type RestBackers = {
  readonly history: SqliteHistory;
  readonly intake: Intake;
  readonly stills: WorkerProcess;
  readonly clips: WorkerProcess;
};

function restServices(parts: Parts, { history, intake, stills, clips }: RestBackers): Service[] {
  const { options, config, media, credentials } = parts;
  const guard = accessGuard({ token: credentials.apiToken, trustedNetworks: options.trustedNetworks });
  const shapes = (analyser: WorkerProcess) => () =>
    shapeRoutes({ analyser, media, backEndPort: options.ports.backEnd });
  return [
    httpService(parts, 'backEnd', guard, () => backEndRoutes({ config, history, media })),
    httpService(parts, 'stills', guard, shapes(stills)),
    httpService(parts, 'motion', guard, () => motionRoutes(intake)),
    httpService(parts, 'clips', guard, shapes(clips)),
    httpService(parts, 'camera', guard, () => reolinkRoutes(parts, history, intake)),
  ];
}

/** Port 5102: one brand's own services. */
function reolinkRoutes({ options, credentials, config, media, logger }: Parts, history: SqliteHistory, intake: Intake) {
  const { ftpUser, ftpPassword } = credentials;
  const setup = new ReolinkSetup({
    ftpHost: options.ftpPassiveHost,
    ftpPort: options.ports.ftp,
    ftpUser,
    ftpPassword,
    // Where nobody but this machine reaches us, so must our cameras be on it.
    allowLoopback: options.listenHost === '127.0.0.1',
    logger: logger.child({ service: 'cameras' }),
    clock,
  });
  const receive = (upload: Parameters<Intake['receiveFound']>[0]) => intake.receiveFound(upload);
  return cameraServiceRoutes({ config, history, media, brand: reolink, setup, receive, clock });
}

function housekeeping({ options, database, media, config, rootDir, logger }: Parts): Scheduler {
  const ownLogger = logger.child({ service: 'housekeeping' });
  const cleanup = new Cleanup({
    store: new RetentionTable(database),
    media,
    config,
    disk: () => diskUsage(rootDir),
    marks: options.diskMarks,
    keepDays: options.keepDays,
    clock,
    logger: ownLogger,
  });
  const jobs = [cleanup, new DatabaseUpkeepJob(new SqliteUpkeep(database))];
  return new Scheduler({ jobs, log: new JobRunTable(database), clock, logger: ownLogger });
}

const PORT_NAMES = {
  camera: 'Reolink cameras',
  ingress: 'ingress',
  backEnd: 'back end',
  stills: 'shapes in stills',
  motion: 'motion',
  clips: 'shapes in clips',
} as const;

function httpService(
  { options, logger }: Parts,
  port: keyof typeof PORT_NAMES,
  guard: ReturnType<typeof ingressGuard>,
  routes: () => ReturnType<typeof ingressRoutes>,
): Service {
  const name = PORT_NAMES[port];
  const ownLogger = logger.child({ service: name });
  const app = restApp({ guard, routes: [routes()], logger: ownLogger });
  return new HttpService({ name, host: options.listenHost, port: options.ports[port], app, clock, logger: ownLogger });
}

function ftpService({ options, credentials, media, logger }: Parts, receiver: Intake): Service {
  return new FtpService({
    host: options.listenHost,
    port: options.ports.ftp,
    passivePortMin: options.ports.passiveMin,
    passivePortMax: options.ports.passiveMax,
    passiveHost: options.ftpPassiveHost,
    user: credentials.ftpUser,
    password: credentials.ftpPassword,
    root: media,
    receiver,
    logger,
    clock,
  });
}

function worker({ options, model, rootDir, logger }: Parts, name: 'stills' | 'clips', threads: number): WorkerProcess {
  const script = join(import.meta.dirname, 'worker.ts');
  const { ffmpegPath, ffprobePath } = options;
  return new WorkerProcess({ name, threads, model, ffmpegPath, ffprobePath, rootDir, script, logger, clock });
}

async function chooseModel(
  options: Options,
  dataDir: string,
  logger: Logger,
  signal: AbortSignal,
): Promise<DetectorModel> {
  const provider = new ModelProvider({
    catalogue: await readCatalogue(join(PROJECT, 'models/catalogue.json')),
    targetFolder: join(dataDir, 'models'),
    folders: [...(options.modelsDir ? [options.modelsDir] : []), join(PROJECT, 'models')],
    clock,
    onProgress: ({ modelName, doing, doneBytes }) => {
      if (doneBytes === null) logger.info({ service: 'models' }, `${modelName}: ${doing}`);
    },
  });
  const { model, explanation, problems } = await provider.provideShapes(
    options.model === 'auto' ? null : options.model,
    signal,
  );
  for (const problem of problems) logger.warn({ service: 'models', code: problem.code }, problem.message);
  logger.info({ service: 'models' }, explanation);
  return model;
}

async function ownVersion(): Promise<string> {
  const description: unknown = JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8'));
  const hasVersion = typeof description === 'object' && description !== null && 'version' in description;
  return hasVersion ? String(description.version) : 'unknown';
}

/** One line for what a user can put right; the whole story for what only we can. */
function explain(error: unknown): string {
  if (error instanceof ConciergeError) return `${error.message} (${error.code})`;
  return error instanceof Error && error.stack ? error.stack : messageOf(error);
}

async function main(): Promise<void> {
  const stopping = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => stopping.abort());
  try {
    const options = readOptions(process.env);
    await run(options, createLogger(options.logLevel), stopping.signal);
  } catch (error) {
    if (!stopping.signal.aborted) {
      process.stderr.write(`Concierge cannot run: ${explain(error)}\n`);
      process.exitCode = 1;
    }
  }
  // Whatever still holds the process up has had its time to stop.
  process.exit();
}

await main();
