import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import type { MediaFixtureName } from './media-names.ts';
import { mediaTools } from './media-tools.ts';

const run = promisify(execFile);
const PHOTOS = join(import.meta.dirname, '../../node_modules/@vladmandic/face-api/demo');
/** Four people side by side, head to knee. */
const PHOTO = join(PHOTOS, 'sample4.jpg');

/** 3 s at 10 fps, 640x360: the camera turns to the right past the four people. */
const PAN = "scale=800:-2,crop=640:360:x='t*50':y=10,setsar=1";
const H264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-g', '10', '-pix_fmt', 'yuv420p'];
const FASTSTART = ['-movflags', '+faststart'];

/** Makes a file at `target`; `other` makes or finds another fixture and gives its path. */
type Recipe = (target: string, other: (name: MediaFixtureName) => Promise<string>) => Promise<unknown>;

function encode(filter: string, options: readonly string[]): Recipe {
  const input = ['-loop', '1', '-framerate', '10', '-t', '3', '-i', PHOTO, '-vf', filter];
  return (target) => ffmpeg([...input, ...options, target]);
}

function remux(from: MediaFixtureName, options: readonly string[], inputOptions: readonly string[] = []): Recipe {
  return async (target, other) => ffmpeg([...inputOptions, '-i', await other(from), '-c', 'copy', ...options, target]);
}

function firstHalfOf(from: MediaFixtureName): Recipe {
  return async (target, other) => {
    const whole = await readFile(await other(from));
    await writeFile(target, whole.subarray(0, whole.length / 2));
  };
}

const text: Recipe = (target) => writeFile(target, 'This is a letter, not what its name says.\n'.repeat(20));
const nothing: Recipe = (target) => writeFile(target, '');

/** Four people who look at the camera, waist up. */
const PORTRAIT = join(PHOTOS, 'sample6.jpg');
/** 4 s at 10 fps, 1280x720: the camera comes nearer to them, so that faces grow from 75 to 140 pixels. */
const APPROACH =
  "scale=2880:-2,zoompan=z='1+in/40*0.9':x='(iw-iw/zoom)*0.45':y='(ih-ih/zoom)*0.35':d=1:s=1280x1024:fps=10,crop=1280:720:0:60,setsar=1";

/** How each fixture is made. Unless said otherwise a clip is `h264.mp4` in another form. */
export const MEDIA_RECIPES: Record<MediaFixtureName, Recipe> = {
  facesClip: (target) =>
    ffmpeg([
      ...['-loop', '1', '-framerate', '10', '-t', '4', '-i', PORTRAIT, '-vf', APPROACH],
      ...H264,
      ...FASTSTART,
      target,
    ]),
  h264: encode(PAN, [...H264, ...FASTSTART]),
  hevc: encode(PAN, ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=error', '-tag:v', 'hvc1']),
  /** As Hikvision and Reolink encode: luma 0..255. */
  fullRange: encode(`${PAN},format=yuvj420p`, ['-c:v', 'libx264', '-preset', 'veryfast', ...FASTSTART]),
  moovAtEnd: remux('h264', []),
  fragmented: remux('h264', ['-movflags', 'frag_keyframe+empty_moov']),
  matroska: remux('h264', []),
  /** Its first frame is shown at 2.5 s. */
  lateStart: remux('h264', ['-output_ts_offset', '2.5']),
  /** 30 frames: the first ten every 100 ms, the others every 300 ms, hence 1000 + 20 * 300 ms long but for the last. */
  variableRateMatroska: encode(`${PAN},setpts='if(lt(N,10),N,10+(N-10)*3)/10/TB'`, H264),
  variableRate: remux('variableRateMatroska', FASTSTART),
  /** Shown 360x640, turned by its display matrix. */
  rotated: rotatedBy90,
  /** No moov: what is left when an upload breaks off. */
  truncated: firstHalfOf('moovAtEnd'),
  /** Moov is there, half of the frames are not. */
  cutOff: firstHalfOf('h264'),
  textClip: text,
  emptyClip: nothing,
  soundOnly: (target) => ffmpeg(['-f', 'lavfi', '-i', 'sine=duration=1', target]),
  /** A playlist that names another clip. */
  playlist: (target) => writeFile(target, 'ffconcat version 1.0\nfile h264.mp4\n'),
  /** 41 megapixels a frame. */
  hugeClip: (target) =>
    ffmpeg(['-f', 'lavfi', '-i', 'color=size=8000x5120:rate=1:duration=1', '-c:v', 'mpeg4', '-q:v', '31', target]),

  /** 1920x1080, named as a Reolink camera names it. */
  picture: (target) => photo().jpeg({ quality: 85 }).toFile(target),
  /** Shown 1080x1920 by EXIF orientation 6, stored 1920x1080. */
  exifPicture: (target) => photo().withMetadata({ orientation: 6 }).jpeg().toFile(target),
  greyPicture: (target) => photo().toColourspace('b-w').jpeg().toFile(target),
  cmykPicture: (target) => photo().toColourspace('cmyk').jpeg().toFile(target),
  truncatedPicture: firstHalfOf('picture'),
  textPicture: text,
  emptyPicture: nothing,
  /** Says that it is 10000x10000, 100 megapixels, in a few kB. */
  hugePicture: pictureBomb,
};

function photo() {
  return sharp(PHOTO).resize(1920, 1080, { position: 'top' });
}

function ffmpeg(args: readonly string[]): Promise<unknown> {
  return run(mediaTools.ffmpegPath, ['-nostdin', '-v', 'error', '-y', ...args]);
}

/** Written by hand, since each ffmpeg has another option for it: the matrix is 40 bytes into the first track header. */
async function rotatedBy90(target: string, other: (name: MediaFixtureName) => Promise<string>): Promise<void> {
  const clip = await readFile(await other('h264'));
  const matrix = clip.indexOf('tkhd') + 4 + 40;
  const quarterTurn = [0, 1 << 16, 0, -(1 << 16), 0, 0, 360 << 16, 0, 1 << 30];
  for (const [index, value] of quarterTurn.entries()) clip.writeInt32BE(value, matrix + 4 * index);
  await writeFile(target, clip);
}

/** The size stands 5 bytes into the frame header, which marker FFC0 opens. */
async function pictureBomb(target: string): Promise<void> {
  const small = await photo().resize(160, 90).jpeg().toBuffer();
  const size = small.indexOf(Buffer.from([0xff, 0xc0])) + 5;
  small.writeUInt16BE(10_000, size);
  small.writeUInt16BE(10_000, size + 2);
  await writeFile(target, small);
}
