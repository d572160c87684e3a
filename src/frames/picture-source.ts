import { open } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { messageOf } from '../domain/concierge-error.ts';
import { fitFrame } from '../domain/fit-frame.ts';
import type { MediaMetadata } from '../domain/media.ts';
import type { DetectorInput } from '../ports/detector.ts';
import type { FullFrame, SampledFrame, SamplingRequest } from '../ports/frame-source.ts';
import { tooLarge, unreadable } from './media-faults.ts';
import { MAX_PICTURE_PIXELS } from './media-limits.ts';

/** First bytes of pictures, whatever their names say. Nothing else reaches sharp, which would also read SVG and PDF. */
const SIGNATURES: readonly { readonly codec: string; readonly bytes: string; readonly bytesAt8?: string }[] = [
  { codec: 'mjpeg', bytes: '\xff\xd8\xff' },
  { codec: 'png', bytes: '\x89PNG\r\n\x1a\n' },
  { codec: 'webp', bytes: 'RIFF', bytesAt8: 'WEBP' },
];

type RgbImage = { readonly data: Uint8Array; readonly width: number; readonly height: number };

/** @throws ConciergeError MEDIA_UNREADABLE or MEDIA_TOO_LARGE, before any pixel is decoded */
export async function probePicture(path: string): Promise<MediaMetadata> {
  const codec = await pictureCodec(path);
  const header = await sharp(path, { failOn: 'none', limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw undecodable(path, cause);
    });
  const { width, height } = header.autoOrient;
  if (width * height > MAX_PICTURE_PIXELS) throw tooLarge(path, width, height, MAX_PICTURE_PIXELS);
  return { fps: 0, frameCount: 1, durationMs: 0, width, height, codec };
}

/** A picture as the one frame of a clip. Of one that was cut off in the upload, what is there is shown, the rest is grey. */
export async function readPicture(request: SamplingRequest, metadata: MediaMetadata): Promise<SampledFrame> {
  const { path, input, fullFrames } = request;
  const { scaledWidth, scaledHeight } = fitFrame(metadata, input);
  try {
    const whole = fullFrames ? await toRgb(decoder(path)) : null;
    const source = whole
      ? sharp(whole.data, { raw: { width: whole.width, height: whole.height, channels: 3 } })
      : decoder(path);
    const fitted = await toRgb(source.resize(scaledWidth, scaledHeight, { fit: 'fill', kernel: 'linear' }));
    return {
      frameNumber: 0,
      timeMs: 0,
      planes: toPlanes(fitted, input),
      full: whole && fullFrame(whole),
      reuse: () => {},
    };
  } catch (cause) {
    throw undecodable(path, cause);
  }
}

async function pictureCodec(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(16) });
    const start = buffer.toString('latin1', 0, bytesRead);
    const match = SIGNATURES.find(
      ({ bytes, bytesAt8 = '' }) => start.startsWith(bytes) && start.startsWith(bytesAt8, 8),
    );
    if (!match) throw unreadable(path, 'it is no JPEG, PNG or WebP, though its name says so');
    return match.codec;
  } finally {
    await file.close();
  }
}

function decoder(path: string): Sharp {
  return sharp(path, { failOn: 'none', limitInputPixels: MAX_PICTURE_PIXELS }).autoOrient();
}

async function toRgb(image: Sharp): Promise<RgbImage> {
  const { data, info } = await image.flatten().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`it decodes to ${info.channels} channels, expected 3`);
  return { data, width: info.width, height: info.height };
}

function fullFrame({ data, width, height }: RgbImage): FullFrame {
  const owned = data.byteLength === data.buffer.byteLength ? data : new Uint8Array(data);
  return { width, height, layout: 'rgb24', data: owned, range: 'full' };
}

/** At the top left of the detector's input, the rest padded; planes in the order G, B, R. */
function toPlanes(image: RgbImage, input: DetectorInput): Uint8Array {
  const plane = input.width * input.height;
  const planes = new Uint8Array(3 * plane).fill(input.padValue);
  for (let y = 0; y < image.height; y += 1) {
    let from = 3 * y * image.width;
    let to = y * input.width;
    for (let x = 0; x < image.width; x += 1, to += 1, from += 3) {
      planes[to] = image.data[from + 1] ?? 0;
      planes[plane + to] = image.data[from + 2] ?? 0;
      planes[2 * plane + to] = image.data[from] ?? 0;
    }
  }
  return planes;
}

function undecodable(path: string, cause: unknown): Error {
  const reason = messageOf(cause).split('\n')[0]?.replaceAll(path, 'the file').trim();
  return unreadable(path, `it is damaged (${reason})`, cause);
}
