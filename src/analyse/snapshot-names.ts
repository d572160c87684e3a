import { ConciergeError } from '../domain/concierge-error.ts';
import { type MediaPath, parseMediaPath } from '../domain/media-path.ts';
import type { Track } from '../domain/track.ts';

export interface SnapshotNaming {
  readonly fileBase: MediaPath;
  readonly recordingId: string;
}

/**
 * `<fileBase>_snapshot<recordingId>_<shape><n>_frame<frame>.jpg` for each track, n counting each shape from 1.
 * Blanks in class names become `_`, and so does all of a recording id that does not belong into a file name.
 */
export function snapshotNames(tracks: readonly Track[], { fileBase, recordingId }: SnapshotNaming): MediaPath[] {
  const counts = new Map<string, number>();
  const id = recordingId.replaceAll(/[^\w.-]/g, '_');
  return tracks.map(({ shape, bestShot }) => {
    const n = (counts.get(shape) ?? 0) + 1;
    counts.set(shape, n);
    const name = `${fileBase}_snapshot${id}_${shape.replaceAll(' ', '_')}${n}_frame${bestShot.frameNumber}.jpg`;
    const path = parseMediaPath(name);
    if (!path) {
      throw new ConciergeError('PATH_OUTSIDE_ROOT', `Cannot write "${name}": file_base must be a path under ROOT_DIR.`);
    }
    return path;
  });
}
