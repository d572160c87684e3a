import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { mediaTools } from './media-tools.ts';

const run = promisify(execFile);

/** Stop signs, which detectors know even as drawings. */
export const RED = '#c0161c';
export const BLUE = '#1d5fae';

interface Scene {
  /** Null: nobody has put one up. */
  readonly colour: string | null;
  /** Of the daylight, 0..1. */
  readonly light?: number;
  readonly x?: number;
  readonly scale?: number;
}

/** A street with a sign or without. */
export function signPicture({ colour, light = 1, x = 240, scale = 1 }: Scene, width = 640): Promise<Buffer> {
  const sign = colour
    ? `<g transform="translate(${x},40) scale(${scale})"><rect x="66" y="130" width="10" height="290" fill="#8a8d8f"/>
       <polygon points="42,0 100,0 142,42 142,100 100,142 42,142 0,100 0,42" fill="${colour}" stroke="#fff" stroke-width="6"/>
       <path d="M25 55 h18 M34 55 v34 M56 55 v34 h16 v-34 z M84 89 v-34 h16 v16 h-16 M112 89 v-34" stroke="#fff" stroke-width="7" fill="none"/></g>`
    : '';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="360">
    <rect width="${width}" height="360" fill="#bcd3e8"/><rect y="250" width="${width}" height="110" fill="#77787a"/>${sign}</svg>`;
  return sharp(Buffer.from(svg)).linear(light, 0).jpeg({ quality: 88 }).toBuffer();
}

/** 3 s at 10 fps of such a picture; panning, the camera turns past the sign. */
export async function signClip(target: string, scene: Scene, panning = false): Promise<string> {
  const picture = `${target}.jpg`;
  await sharp(await signPicture(scene, panning ? 960 : 640)).toFile(picture);
  const view = panning ? "crop=640:360:x='t*60':y=0" : 'null';
  const encoding = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-movflags', '+faststart'];
  const input = ['-loop', '1', '-framerate', '10', '-t', '3', '-i', picture];
  await run(mediaTools.ffmpegPath, ['-nostdin', '-v', 'error', '-y', ...input, '-vf', view, ...encoding, target]);
  return target;
}
