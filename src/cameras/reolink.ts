import { cameraNameKey } from '../domain/camera-name.ts';
import type { MediaPath } from '../domain/media-path.ts';
import type { CameraBrandRules, FileNameReading, NamedCamera } from '../ports/camera-brand.ts';
import { wallClockMs } from './wall-clock.ts';

const STAMPED = /^(?<head>.+)_(?<stamp>\d{14})\.(?:mp4|jpe?g)$/i;
const FIXED = /^(?<head>.+)\.(?:mp4|jpe?g)$/i;

/** What may stand between a configured name and the stamp: nothing, a channel, or a Home Hub's channel and name. */
const AFTER_NAME = /^(?: (?<channel>\d{2})(?: .+)?)?$/;
const AFTER_FIXED_NAME = /^(?: (?<channel>\d{2}))?$/;

/** A head whose camera is not configured: `<name>_<channel>`, or a Home Hub's `<name>_<channel>_<hub>`. */
const GUESSES = [/^(?<name>.+)_(?<channel>\d{2})$/, /^(?<name>.+)_(?<channel>\d{2})_.+$/];

const TEST_FOLDER = /(?:^|\/)camera_test[\d_-]+\//i;
const TEST_NAME = /^(?:test(?:\.(?:txt|jpe?g))?|testftp.*)$/i;

interface HeadReading {
  readonly camera: NamedCamera;
  readonly channel: number | null;
}

/**
 * Reolink: `<name>_<channel>_<YYYYMMDDhhmmss>.jpg|mp4`, some firmwares without the channel, a Home Hub with its own name
 * after it; in overwrite mode a fixed name without a stamp. The folders (by day, month, or none, below any remote
 * directory) say nothing that the name does not.
 */
export const reolink: CameraBrandRules = {
  name: 'Reolink',

  isTestFile(file) {
    const name = baseName(file);
    return TEST_FOLDER.test(file) || (TEST_NAME.test(name) && !STAMPED.test(name));
  },

  whyIgnored: () => null,

  readFileName(file, cameras, receivedAtMs): FileNameReading | null {
    const name = baseName(file);
    const { head = '', stamp = '' } = STAMPED.exec(name)?.groups ?? {};
    if (head === '') return readFixedName(name, cameras);

    const found = matchCamera(head, cameras, AFTER_NAME);
    // Whoever's it is, an only camera tells the zone.
    const zone = (found?.camera ?? (cameras.length === 1 ? cameras[0] : undefined))?.timezone ?? '';
    const takenAtMs = wallClockMs(stamp, zone, receivedAtMs);
    if (found) return { cameraName: found.camera.name, cameraId: found.camera.id, takenAtMs, channel: found.channel };
    return { ...guess(head), cameraId: null, takenAtMs };
  },
};

/** Any picture or clip might carry a fixed name, so only a configured camera's counts. */
function readFixedName(name: string, cameras: readonly NamedCamera[]): FileNameReading | null {
  const head = FIXED.exec(name)?.groups?.['head'];
  const found = head === undefined ? null : matchCamera(head, cameras, AFTER_FIXED_NAME);
  if (!found) return null;
  return { cameraName: found.camera.name, cameraId: found.camera.id, takenAtMs: null, channel: found.channel };
}

/**
 * The longest configured name that the head begins with. What follows it has to be of the brand's form, since `Front` is
 * not the camera of `Front_Door_00`.
 */
function matchCamera(head: string, cameras: readonly NamedCamera[], afterName: RegExp): HeadReading | null {
  const headKey = cameraNameKey(head);
  let best: HeadReading | null = null;
  let bestLength = 0;
  for (const camera of cameras) {
    const key = cameraNameKey(camera.name);
    if (key.length <= bestLength || !headKey.startsWith(key)) continue;
    const rest = afterName.exec(headKey.slice(key.length));
    if (!rest) continue;
    best = { camera, channel: channelOf(rest) };
    bestLength = key.length;
  }
  return best;
}

function guess(head: string): Pick<FileNameReading, 'cameraName' | 'channel'> {
  for (const form of GUESSES) {
    const parts = form.exec(head);
    const name = parts?.groups?.['name'];
    if (parts && name !== undefined) return { cameraName: name, channel: channelOf(parts) };
  }
  return { cameraName: head, channel: null };
}

function channelOf(match: RegExpExecArray): number | null {
  const digits = match.groups?.['channel'];
  return digits === undefined ? null : Number(digits);
}

function baseName(file: MediaPath): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
