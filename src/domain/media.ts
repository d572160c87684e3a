export const MEDIA_TYPES = ['jpg', 'mp4'] as const;

/** What an asset is to us: a still picture, whatever its format, or a clip; the containers `.dav` and `.mkv` are clips, too. */
export type MediaType = (typeof MEDIA_TYPES)[number];

const TYPE_BY_EXTENSION: ReadonlyMap<string, MediaType> = new Map([
  ['jpg', 'jpg'],
  ['jpeg', 'jpg'],
  ['png', 'jpg'],
  ['webp', 'jpg'],
  ['mp4', 'mp4'],
  ['mkv', 'mp4'],
  ['dav', 'mp4'],
  ['mov', 'mp4'],
]);

/** The media type by a file's extension, or null when it is neither picture nor clip. */
export function mediaTypeOf(file: string): MediaType | null {
  const extension = /\.([a-z0-9]+)$/i.exec(file)?.[1]?.toLowerCase();
  return (extension && TYPE_BY_EXTENSION.get(extension)) || null;
}

/** What a picture or clip says about itself. For a picture: fps 0, one frame, duration 0. */
export interface MediaMetadata {
  /** Average frames per second. */
  readonly fps: number;
  readonly frameCount: number;
  readonly durationMs: number;
  /** As shown, i.e. after the rotation that the file asks for. */
  readonly width: number;
  readonly height: number;
  /** ffmpeg's name: `h264`, `hevc`, `mjpeg`. */
  readonly codec: string;
}
