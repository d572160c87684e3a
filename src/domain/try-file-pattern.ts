import { cameraNameKey } from './camera-name.ts';
import { parseFilePattern } from './file-pattern.ts';
import { matchFilePattern } from './match-file-pattern.ts';
import { parseMediaPath, unnumberedPath } from './media-path.ts';

/** What a pattern makes of one name. */
interface TriedFileName {
  readonly fileName: string;
  readonly fits: boolean;
  /** As the name has it; null when the pattern has no {camera}, or the name does not fit. */
  readonly camera: string | null;
  /** `YYYY-MM-DD hh:mm:ss` by the camera's clock; null: the time of arrival would count. */
  readonly takenAt: string | null;
  readonly channel: number | null;
}

export type TriedFilePattern =
  | { readonly kind: 'fine'; readonly readings: readonly TriedFileName[] }
  | { readonly kind: 'bad'; readonly why: string };

/**
 * Says what would be read out of file names if a camera type had this pattern; nothing is kept.
 *
 * @param cameraNames the configured ones: where a name could be divided in several ways, they decide
 */
export function tryFilePattern(
  source: string,
  fileNames: readonly string[],
  cameraNames: readonly string[],
): TriedFilePattern {
  const parsed = parseFilePattern(source);
  if (parsed.kind === 'bad') return parsed;
  const keys = new Set(cameraNames.map(cameraNameKey));
  const readings = fileNames.map((fileName): TriedFileName => {
    const path = parseMediaPath(fileName);
    const file = path === null ? '' : unnumberedPath(path);
    const match =
      matchFilePattern(parsed.pattern, file, (name) => keys.has(cameraNameKey(name))) ??
      matchFilePattern(parsed.pattern, file, () => true);
    return {
      fileName,
      fits: match !== null,
      camera: match?.camera ?? null,
      takenAt: match?.stamp == null ? null : readable(match.stamp),
      channel: match?.channel ?? null,
    };
  });
  return { kind: 'fine', readings };
}

/** Null for a day that its month does not have. */
function readable(stamp: string): string | null {
  const [, date = '', time = ''] = /^(\d{8})(\d{6})$/.exec(stamp) ?? [];
  const day = date.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
  const atMs = Date.parse(`${day}T00:00:00Z`);
  const exists = !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(day);
  return exists ? `${day} ${time.replace(/^(\d\d)(\d\d)(\d\d)$/, '$1:$2:$3')}` : null;
}
