import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where script/setup puts ffmpeg and ffprobe from the npm registry when the distribution gives none. */
const FALLBACK = join(import.meta.dirname, '../../.tools/node_modules');

/**
 * The absolute path of a tool: the machine's own, else, of ffmpeg and ffprobe, the one from the npm registry; else the bare name, so
 * that running it fails with the system's own words.
 * @param searchPath folders as in PATH
 */
export function findTool(name: 'ffmpeg' | 'ffprobe' | 'influxd', searchPath: string): string {
  const own = searchPath
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name));
  const fallback = join(FALLBACK, `@${name}-installer/${process.platform}-${process.arch}/${name}`);
  return [...own, fallback].find(isExecutable) ?? name;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
