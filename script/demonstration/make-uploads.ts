import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DateTime } from 'luxon';
import sharp from 'sharp';
import { mediaTools } from '../../test/support/media-tools.ts';

const run = promisify(execFile);
const PHOTO = join(import.meta.dirname, '../../node_modules/@vladmandic/face-api/demo/sample1.jpg');
const CLIP_SECONDS = 6;

export interface Uploads {
  readonly picture: { readonly path: string; readonly remote: string };
  readonly clip: { readonly path: string; readonly remote: string };
}

/** A picture and a clip as a Reolink camera of this name would send them now: a real photo, and a pan over it. */
export async function makeUploads(folder: string, cameraName: string): Promise<Uploads> {
  const now = DateTime.now();
  const name = `${cameraName}_00_${now.toFormat('yyyyMMddHHmmss')}`;
  const remoteFolder = `/${now.toFormat('yyyy/MM/dd')}`;
  const picture = { path: join(folder, 'still.jpg'), remote: `${remoteFolder}/${name}.jpg` };
  const clip = { path: join(folder, 'clip.mp4'), remote: `${remoteFolder}/${name}.mp4` };
  await sharp(PHOTO).resize(1920, 1080, { fit: 'cover' }).jpeg({ quality: 88 }).toFile(picture.path);
  // The window of the pan is smaller than the photo, so that what is in it moves as it does before a turning camera.
  const pan = `crop=1600:900:x='(iw-1600)*t/${CLIP_SECONDS}':y='(ih-900)/2',scale=1280:720,format=yuv420p`;
  await run(mediaTools.ffmpegPath, [
    ...['-v', 'error', '-y', '-loop', '1', '-framerate', '15', '-t', String(CLIP_SECONDS), '-i', picture.path],
    ...['-vf', pan, '-c:v', 'libx264', '-preset', 'veryfast', '-movflags', '+faststart', clip.path],
  ]);
  return { picture, clip };
}
