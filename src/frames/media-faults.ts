import { basename } from 'node:path';
import { ConciergeError } from '../domain/concierge-error.ts';

/** The file is no picture or clip that can be read. `reason` completes "Cannot read x: ...". */
export function unreadable(path: string, reason: string, cause?: unknown): ConciergeError {
  return new ConciergeError('MEDIA_UNREADABLE', `Cannot read "${basename(path)}": ${reason}.`, {
    details: { file: basename(path) },
    cause,
  });
}

/** Refused by its size alone, before its pixels are decoded. */
export function tooLarge(path: string, width: number, height: number, maxPixels: number): ConciergeError {
  const megapixels = (pixels: number) => Math.round(pixels / 100_000) / 10;
  return new ConciergeError(
    'MEDIA_TOO_LARGE',
    `Cannot read "${basename(path)}": it is ${width}x${height}, ${megapixels(width * height)} megapixels, expected at most ` +
      `${megapixels(maxPixels)}. Set a smaller size in the camera.`,
    { details: { file: basename(path), width, height, maxPixels } },
  );
}

/** ffmpeg's words, fit for a message: without addresses and file names, each sentence once, at most 200 characters. */
export function shortReason(toolOutput: string): string {
  const sentences = toolOutput
    .split('\n')
    .map((line) =>
      line
        .replaceAll(/\[[^\]]* @ 0x[0-9a-f]+\]\s*|\[(?:error|fatal|panic)\]\s*/g, '')
        .replace(/Format not on whitelist.*/, 'its content is of none of the formats that cameras use')
        .replace(/^(?:Error opening input (?:file )?)?file:.*?: (?=[A-Z])/, '')
        .trim()
        .replace(/[.:]$/, ''),
    )
    .filter((line) => line !== '' && !line.includes('file:'));
  const text = [...new Set(sentences)].join('; ');
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
