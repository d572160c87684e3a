import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, hostname, networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { type Static, Type } from 'typebox';
import { ConciergeError, messageOf } from './domain/concierge-error.ts';
import { DISK_SHARES, type DiskShare } from './domain/retention.ts';
import { findTool } from './runtime/find-tool.ts';
import { LOG_LEVELS, type LogLevel } from './runtime/logger.ts';
import { optionFault } from './runtime/option-faults.ts';

const WEB_ADDRESS = {
  pattern: '^https?://[^\\s/]+\\S*$|^$',
  description: 'an address such as http://192.168.1.10:8086',
};

/** The add-on's options.json; `config.yaml` offers the same. A `description` is what a refusal says that it expects. */
const AddOnOptionsSchema = Type.Object({
  log_level: Type.Enum([...LOG_LEVELS], { default: 'info' }),
  ftp_user: Type.String({ maxLength: 31, default: '' }),
  ftp_password: Type.String({ maxLength: 31, default: '' }),
  ftp_passive_host: Type.String({
    default: '',
    pattern: '^((\\d{1,3}\\.){3}\\d{1,3})?$',
    description: 'an IPv4 address such as 192.168.1.10',
  }),
  ftp_require_tls: Type.Boolean({ default: false }),
  notify_silent_cameras: Type.Boolean({ default: true }),
  api_token: Type.String({ default: '' }),
  trusted_networks: Type.Array(Type.String(), { default: [] }),
  models_dir: Type.String({ default: '' }),
  model: Type.Enum(['auto', 'yolox_nano_416x416', 'yolox_nano_640x640', 'yolox_nano_384x640', 'ssdlite_mobilenetv2'], {
    default: 'auto',
  }),
  keep_days: Type.Integer({ minimum: 0, maximum: 36_500, default: 0 }),
  unknown_faces_days: Type.Integer({ minimum: 0, maximum: 3650, default: 30 }),
  disk_high_pct: Type.Integer({ minimum: 10, maximum: 99, default: 85 }),
  disk_low_pct: Type.Integer({ minimum: 5, maximum: 98, default: 79 }),
  disk_share: Type.Enum([...DISK_SHARES], { default: 'equal' }),
  digest_time: Type.String({
    default: '08:00',
    pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|off)$',
    description: 'a time such as 08:00, or off',
  }),
  allow_local_listeners: Type.Boolean({ default: false }),
  media_base_url: Type.String({ default: '', ...WEB_ADDRESS }),
  influxdb: Type.Enum(['off', 'external', 'bundled'], { default: 'off' }),
  influxdb_url: Type.String({ default: '', ...WEB_ADDRESS }),
  influxdb_org: Type.String({ default: '' }),
  influxdb_bucket: Type.String({ default: '' }),
  influxdb_token: Type.String({ default: '' }),
});

type AddOnOptions = Static<typeof AddOnOptionsSchema>;

/** Everything that can be set from outside, read once at the start. */
export interface Options {
  /** Where media lie. */
  readonly rootDir: string;
  /** Where our own state lies. */
  readonly dataDir: string;
  /** Of options.json, what is none of ours: a misspelt name, or one of another version. */
  readonly unknownOptions: readonly string[];
  /** We are an add-on: in a container on Home Assistant's machine. */
  readonly supervised: boolean;
  /** The address that every server listens on. */
  readonly listenHost: string;
  readonly ports: {
    readonly ftp: number;
    readonly passiveMin: number;
    readonly passiveMax: number;
    readonly backEnd: number;
    readonly camera: number;
    readonly stills: number;
    readonly motion: number;
    readonly clips: number;
    readonly deepAnalysis: number;
    readonly interworking: number;
    readonly influxdb: number;
    readonly ingress: number;
  };
  readonly logLevel: LogLevel;
  /** Empty when it is to be generated. */
  readonly ftpUser: string;
  readonly ftpPassword: string;
  readonly apiToken: string;
  /** The address that cameras are told to connect to; null = the one they reached us at. */
  readonly ftpPassiveHost: string | null;
  readonly ftpRequireTls: boolean;
  /** Tell Home Assistant when a camera has been silent for longer than its habit. */
  readonly notifySilentCameras: boolean;
  readonly trustedNetworks: readonly string[];
  readonly modelsDir: string | null;
  readonly model: AddOnOptions['model'];
  /** Recordings older than this go; 0 = age does not matter. */
  readonly keepDays: number;
  /** Faces of strangers older than this go; 0 = none are kept. */
  readonly unknownFacesDays: number;
  /** Fuller than `high` (0..1), the disk is emptied of the oldest recordings until it is at `low`. */
  readonly diskMarks: { readonly high: number; readonly low: number };
  /** Whose recordings go when room is made. */
  readonly diskShare: DiskShare;
  /** When Home Assistant is told what was seen in the day before, by this machine's clock; null = it is not. */
  readonly digestAt: { readonly hour: number; readonly minute: number } | null;
  /** A row of camera_listeners may name this machine itself. */
  readonly allowLocalListeners: boolean;
  /** The address under which Home Assistant reaches the back end's port. */
  readonly mediaBaseUrl: string;
  /** Where Home Assistant's own media have ROOT_DIR: a media folder's name and the path in it; null: they do not. */
  readonly homeAssistantMedia: string | null;
  readonly homeAssistant: { readonly url: string; readonly token: string } | null;
  /** Detections at a time in a clip: one a core. */
  readonly clipThreads: number;
  /** Of `external`, where it is; of `bundled`, its bucket alone. */
  readonly influx: { readonly mode: AddOnOptions['influxdb'] } & Readonly<
    Record<'url' | 'org' | 'bucket' | 'token', string>
  >;
  readonly influxdPath: string;
  readonly ffmpegPath: string;
  readonly ffprobePath: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const HIGHEST_PORT = 30_009;

/**
 * Reads the environment and DATA_DIR/options.json. This is the only place that does.
 * @throws ConciergeError OPTIONS_INVALID that names what is wrong, and where.
 */
export function readOptions(environment: Environment): Options {
  const dataDir = resolve(environment['DATA_DIR'] || 'data/state');
  const supervised = Boolean(environment['SUPERVISOR_TOKEN']);
  const file = { path: join(dataDir, 'options.json'), supervised };
  const given = readGiven(file);
  const addOn = checkOptions(given, file);
  const ports = portsAt(readPortOffset(environment['CONCIERGE_PORT_OFFSET']));
  return {
    rootDir: resolve(environment['ROOT_DIR'] || 'data/media'),
    dataDir,
    unknownOptions: Object.keys(given).filter((name) => !(name in AddOnOptionsSchema.properties)),
    supervised,
    listenHost: environment['CONCIERGE_LISTEN_HOST'] || everyAddress(),
    ports,
    logLevel: addOn.log_level,
    ftpUser: addOn.ftp_user,
    ftpPassword: addOn.ftp_password,
    apiToken: addOn.api_token,
    ftpPassiveHost: addOn.ftp_passive_host || null,
    ftpRequireTls: addOn.ftp_require_tls,
    notifySilentCameras: addOn.notify_silent_cameras,
    trustedNetworks: addOn.trusted_networks,
    modelsDir: addOn.models_dir || null,
    model: addOn.model,
    keepDays: addOn.keep_days,
    unknownFacesDays: addOn.unknown_faces_days,
    diskMarks: readDiskMarks(addOn, file),
    diskShare: addOn.disk_share,
    digestAt: readTimeOfDay(addOn.digest_time),
    allowLocalListeners: addOn.allow_local_listeners,
    mediaBaseUrl: addOn.media_base_url || `http://${supervised ? hostname() : '127.0.0.1'}:${ports.backEnd}`,
    homeAssistantMedia: environment['HA_MEDIA'] || null,
    homeAssistant: readHomeAssistant(environment),
    clipThreads: availableParallelism(),
    influx: readInflux(addOn, file),
    influxdPath: findTool('influxd', environment['PATH'] ?? ''),
    ffmpegPath: findTool('ffmpeg', environment['PATH'] ?? ''),
    ffprobePath: findTool('ffprobe', environment['PATH'] ?? ''),
  };
}

/** Where the user corrects an option. */
interface OptionsFile {
  readonly path: string;
  readonly supervised: boolean;
}

function optionsInvalid(problem: string, { path, supervised }: OptionsFile, cause?: unknown): ConciergeError {
  const what = supervised ? "the add-on's configuration" : path;
  const where = supervised ? 'under Configuration ' : '';
  const words = `Cannot use ${what}: ${problem}. Correct it ${where}and start again.`;
  return new ConciergeError('OPTIONS_INVALID', words, { cause });
}

function readInflux(addOn: AddOnOptions, file: OptionsFile): Options['influx'] {
  const {
    influxdb: mode,
    influxdb_url: url,
    influxdb_org: org,
    influxdb_bucket: bucket,
    influxdb_token: token,
  } = addOn;
  if (mode !== 'external' || url !== '') return { mode, url, org, bucket: bucket || 'concierge', token };
  throw optionsInvalid(
    'influxdb is "external", and influxdb_url is empty, expected an address such as http://a0d7b954-influxdb:8086',
    file,
  );
}

/** Null: `off`. */
function readTimeOfDay(text: string): Options['digestAt'] {
  const [hour, minute] = text.split(':').map(Number);
  return hour === undefined || minute === undefined ? null : { hour, minute };
}

function readDiskMarks(
  { disk_high_pct: high, disk_low_pct: low }: AddOnOptions,
  file: OptionsFile,
): Options['diskMarks'] {
  if (low < high) return { high: high / 100, low: low / 100 };
  throw optionsInvalid(`disk_low_pct is ${low}, expected less than disk_high_pct, which is ${high}`, file);
}

/** What is set. Empty text counts as missing, as Supervisor writes it, and so does null. */
function readGiven(file: OptionsFile): Record<string, unknown> {
  const parsed = existsSync(file.path) ? parseJson(file) : {};
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw optionsInvalid('it holds no options, expected such as {"log_level": "info"}', file);
  return Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== '' && value !== null));
}

function checkOptions(given: Record<string, unknown>, file: OptionsFile): AddOnOptions {
  const options: unknown = { ...given };
  const ajv = new Ajv({ useDefaults: true, allErrors: true, verbose: true });
  const validate = ajv.compile<AddOnOptions>(AddOnOptionsSchema);
  if (validate(options)) return options;
  throw optionsInvalid((validate.errors ?? []).map(optionFault).join('; '), file);
}

function parseJson(file: OptionsFile): unknown {
  try {
    return JSON.parse(readFileSync(file.path, 'utf8'));
  } catch (cause) {
    throw optionsInvalid(messageOf(cause), file, cause);
  }
}

function readPortOffset(text: string | undefined): number {
  const offset = Number(text || 0);
  if (Number.isInteger(offset) && offset >= 0 && offset + HIGHEST_PORT <= 65_535) return offset;
  throw new ConciergeError(
    'OPTIONS_INVALID',
    `Cannot use CONCIERGE_PORT_OFFSET "${text}": expected a whole number from 0 to ${65_535 - HIGHEST_PORT}.`,
  );
}

function portsAt(offset: number): Options['ports'] {
  return {
    ftp: 21 + offset,
    passiveMin: 30_000 + offset,
    passiveMax: HIGHEST_PORT + offset,
    backEnd: 8000 + offset,
    camera: 5102 + offset,
    stills: 5103 + offset,
    motion: 5104 + offset,
    clips: 5105 + offset,
    deepAnalysis: 5106 + offset,
    interworking: 5107 + offset,
    influxdb: 8086 + offset,
    ingress: 8099 + offset,
  };
}

/** IPv6's `::` takes IPv4 as well, but cannot be listened on where a machine or container has no IPv6. */
function everyAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((ofInterface) => ofInterface ?? []);
  return addresses.some(({ family }) => family === 'IPv6') ? '::' : '0.0.0.0';
}

/** HA_URL and HA_TOKEN go before the Supervisor, so that an add-on under development can be pointed elsewhere. */
function readHomeAssistant(environment: Environment): Options['homeAssistant'] {
  const url = environment['HA_URL'];
  const token = environment['HA_TOKEN'];
  if (url && token) return { url, token };
  if (url || token) {
    throw new ConciergeError(
      'OPTIONS_INVALID',
      'Cannot connect to Home Assistant: HA_URL and HA_TOKEN belong together; set both or neither.',
    );
  }
  const supervisorToken = environment['SUPERVISOR_TOKEN'];
  return supervisorToken ? { url: 'http://supervisor/core', token: supervisorToken } : null;
}
