import { type FilePattern, parseFilePattern } from '../domain/file-pattern.ts';
import { matchFilePattern, type PatternMatch } from '../domain/match-file-pattern.ts';
import type { MediaPath } from '../domain/media-path.ts';
import type { CameraBrandRules, FileNameReading, NamedCamera } from '../ports/camera-brand.ts';
import { cameraFinder, findCamera } from './find-camera.ts';
import { wallClockMs } from './wall-clock.ts';

/** What intake puts before the ending of a name that has no time of its own. */
const OWN_STAMP = /_(?<stamp>\d{14})(?=\.[a-z0-9]+$)/i;

/** Cameras whose type says by a pattern how they name their files. */
export const generic: CameraBrandRules = {
  name: 'Generic',
  isTestFile: () => false,
  whyIgnored: () => null,

  readFileName(file, cameras, receivedAtMs): FileNameReading | null {
    let best: FileNameReading | null = null;
    for (const [source, ofPattern] of byPattern(cameras)) {
      const parsed = parseFilePattern(source);
      const reading = parsed.kind === 'fine' ? readBy(parsed.pattern, file, ofPattern, receivedAtMs) : null;
      if (reading && (!best || rank(reading) > rank(best))) best = reading;
    }
    return best;
  },
};

/** In an order that does not depend on that of the cameras. */
function byPattern(cameras: readonly NamedCamera[]): [source: string, cameras: NamedCamera[]][] {
  const patterns = Map.groupBy(cameras, (camera) => camera.filePattern);
  patterns.delete('');
  return [...patterns].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** The longest name of a configured camera counts most, as `Front` fits where `Front Door` is meant. */
function rank({ cameraId, cameraName }: FileNameReading): number {
  return cameraId === null ? 0 : cameraName.length;
}

function readBy(
  pattern: FilePattern,
  file: MediaPath,
  cameras: readonly NamedCamera[],
  receivedAtMs: number,
): FileNameReading | null {
  const find = cameraFinder(cameras);
  const isCamera = (name: string) => find(name) !== null;
  const match = matchFilePattern(pattern, file, isCamera);
  if (match) return readingOf(match, match.stamp, cameras, receivedAtMs);

  const given = file.replace(OWN_STAMP, '');
  const named = given === file ? null : matchFilePattern(pattern, given, isCamera);
  const ownStamp = OWN_STAMP.exec(file)?.groups?.['stamp'] ?? null;
  if (named?.stamp === null) return readingOf(named, ownStamp, cameras, receivedAtMs);

  const unknown = matchFilePattern(pattern, file, () => true);
  return unknown && readingOf(unknown, unknown.stamp, cameras, receivedAtMs);
}

function readingOf(
  { camera: name, channel, folders }: PatternMatch,
  stamp: string | null,
  cameras: readonly NamedCamera[],
  receivedAtMs: number,
): FileNameReading {
  const camera = name === null ? cameraWithoutName(folders, cameras) : findCamera([name], cameras);
  const cameraName = camera?.name ?? name ?? folders.at(-1) ?? generic.name;
  const takenAtMs = stamp === null ? null : wallClockMs(stamp, camera?.timezone ?? '', receivedAtMs);
  return { cameraName, cameraId: camera?.id ?? null, takenAtMs, channel };
}

/** A pattern without {camera} is that of its only camera; of several, folders before it have to tell. */
function cameraWithoutName(folders: readonly string[], cameras: readonly NamedCamera[]): NamedCamera | null {
  const [first, second] = cameras;
  return first && !second ? first : findCamera(folders.toReversed(), cameras);
}
