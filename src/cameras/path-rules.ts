import { cameraVerdict } from '../domain/camera-verdict.ts';
import type { MediaPath } from '../domain/media-path.ts';
import type { CameraBrandRules, FileNameReading, NamedCamera } from '../ports/camera-brand.ts';
import { findCamera } from './find-camera.ts';
import { wallClockMs } from './wall-clock.ts';

/** A brand whose names have the camera's name in a place of its own, if at all. Mostly data. */
export interface PathRules {
  readonly name: string;
  /**
   * The forms of its paths, from the last folder of any remote directory on; the first that fits counts. Named groups,
   * all of them optional:
   * `camera`: a name; `device`: an address, a serial number or a MAC; `address`: an IPv4 address;
   * `date` and `time`, or one of them: 14 digits or 17 (with milliseconds) when put together, whatever is between them;
   * `channel`: digits; `event`: what made the camera upload.
   */
  readonly forms: readonly RegExp[];
  /** Events that are no motion, in capitals, with the reason for the log. */
  readonly ignoredEvents: ReadonlyMap<string, string>;
  /** The name of the camera's own FTP test. */
  readonly testFiles: readonly RegExp[];
}

/** What a path says by a brand's form. */
interface FormReading {
  readonly groups: Readonly<Record<string, string | undefined>>;
  /** The folders before the form, i.e. of the remote directory, the last first. */
  readonly folders: readonly string[];
}

/** Longer than any camera's, and it bounds the work of the forms. */
const MAX_PATH_LENGTH = 1024;

/** Makes a brand of its rules. */
export function pathRules(rules: PathRules): CameraBrandRules {
  return {
    name: rules.name,

    isTestFile(file) {
      const name = file.slice(file.lastIndexOf('/') + 1);
      return rules.testFiles.some((form) => form.test(name));
    },

    whyIgnored(file) {
      const event = readForm(rules, file)?.groups['event']?.toUpperCase() ?? '';
      return rules.ignoredEvents.get(event) ?? null;
    },

    readFileName(file, cameras, receivedAtMs) {
      const form = readForm(rules, file);
      return form && readingOf(rules, form, cameras, receivedAtMs);
    },
  };
}

function readForm(rules: PathRules, file: MediaPath): FormReading | null {
  if (file.length > MAX_PATH_LENGTH) return null;
  for (const form of rules.forms) {
    const match = form.exec(file);
    if (!match) continue;
    const folders = file.slice(0, match.index).split('/');
    return { groups: match.groups ?? {}, folders: folders.filter((folder) => folder !== '').toReversed() };
  }
  return null;
}

function readingOf(
  rules: PathRules,
  { groups, folders }: FormReading,
  cameras: readonly NamedCamera[],
  receivedAtMs: number,
): FileNameReading {
  // Whoever's it is, a brand's only camera tells the zone.
  const only = cameras.length === 1 ? cameras[0] : undefined;
  const own = [groups['camera'], groups['address'], groups['device']].filter((word) => word !== undefined);
  const camera = findCamera([...ofChannel(own, groups['channel']), ...own, ...folders], cameras);
  const digits = `${groups['date'] ?? ''}${groups['time'] ?? ''}`.replaceAll(/\D/g, '');
  const channel = groups['channel'];
  const verdict = cameraVerdict(groups['event'] ?? '');
  const said = {
    takenAtMs: instantOf(digits, (camera ?? only)?.timezone ?? '', receivedAtMs),
    channel: channel === undefined ? null : Number(channel),
    ...(verdict !== null && { says: verdict }),
  };
  if (camera) return { cameraName: camera.name, cameraId: camera.id, ...said };
  const cameraName = own[0] ?? folders[0] ?? rules.name;
  if (groups['camera'] !== undefined) return { cameraName, cameraId: null, ...said };
  return { cameraName, cameraId: null, ...said, anonymous: { brand: rules.name, address: groups['address'] ?? null } };
}

/** A recorder sends for all its channels under one name: its cameras are then `NVR 02` or `NVR 2`. */
function ofChannel(words: readonly string[], channel: string | undefined): readonly string[] {
  if (channel === undefined) return [];
  const number = String(Number(channel));
  const spellings = new Set([channel, number, number.padStart(2, '0')]);
  return words.flatMap((word) => [...spellings].map((spelling) => `${word} ${spelling}`));
}

/** Of 14 digits, or of 17, the last three of which are milliseconds. */
function instantOf(digits: string, timezone: string, receivedAtMs: number): number | null {
  if (digits.length !== 14 && digits.length !== 17) return null;
  const atMs = wallClockMs(digits.slice(0, 14), timezone, receivedAtMs);
  return atMs === null ? null : atMs + Number(digits.slice(14));
}
