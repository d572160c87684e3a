import type { Readable } from 'node:stream';
import type { FullFrame } from '../ports/frame-source.ts';
import { ByteReader } from './byte-reader.ts';
import type { FrameMemory } from './frame-memory.ts';

/** ffmpeg writes about 100 characters. */
const MAX_HEADER = 1_000;

/** Of a YUV4MPEG2 stream (man yuv4mpeg); 4:2:0 with 8 bits is all that is asked of ffmpeg. */
export interface Y4mHeader {
  readonly width: number;
  readonly height: number;
  readonly range: FullFrame['range'];
}

/** Null when the line is no header of a 4:2:0 stream. An unnamed range is limited, as the format's makers meant it. */
export function parseY4mHeader(line: string): Y4mHeader | null {
  const [magic, ...fields] = line.split(' ');
  const width = Number(fields.find((field) => field.startsWith('W'))?.slice(1));
  const height = Number(fields.find((field) => field.startsWith('H'))?.slice(1));
  const chroma = fields.find((field) => field.startsWith('C')) ?? 'C420';
  if (magic !== 'YUV4MPEG2' || !(width > 0) || !(height > 0) || !/^C420(jpeg|mpeg2|paldv)?$/.test(chroma)) return null;
  return { width, height, range: fields.includes('XCOLORRANGE=FULL') ? 'full' : 'limited' };
}

/** The frames of a YUV4MPEG2 stream; an incomplete last one is left out. */
export async function* y4mFrames(stream: Readable, memory: FrameMemory): AsyncGenerator<FullFrame, void> {
  const reader = new ByteReader(stream);
  const line = await reader.line(MAX_HEADER);
  if (line === null) return;
  const header = parseY4mHeader(line);
  if (!header) throw new Error(`ffmpeg's full frames begin with "${line.slice(0, 80)}", expected a YUV4MPEG2 header`);
  const { width, height, range } = header;
  const sizeBytes = width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);
  while ((await reader.line(MAX_HEADER))?.startsWith('FRAME')) {
    const data = memory.take(sizeBytes);
    if (!(await reader.fill(data))) return;
    yield { width, height, layout: 'i420', data, range };
  }
}
