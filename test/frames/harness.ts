import { FfmpegFrameSource } from '../../src/frames/ffmpeg-frame-source.ts';
import type { DetectorInput } from '../../src/ports/detector.ts';
import type { SampledFrame, SamplingRequest } from '../../src/ports/frame-source.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { mediaTools } from '../support/media-tools.ts';
import { silentLogger } from '../support/test-logger.ts';

export const INPUT: DetectorInput = { width: 416, height: 416, fit: 'letterbox', padValue: 114 };
export const never = new AbortController().signal;

export function frameSource(tools: Partial<typeof mediaTools> = {}): FfmpegFrameSource {
  return new FfmpegFrameSource({ ...mediaTools, ...tools }, systemClock, silentLogger());
}

export function request(path: string, changes: Partial<SamplingRequest> = {}): SamplingRequest {
  return { path, input: INPUT, everyNthFrame: 5, fullFrames: false, ...changes };
}

export async function allFrames(asked: SamplingRequest, source = frameSource()): Promise<SampledFrame[]> {
  return collect(source.open(asked, never).frames);
}

/** The three values at a pixel, in the order G, B, R. */
export function pixel(planes: Uint8Array, input: DetectorInput, x: number, y: number): number[] {
  const plane = input.width * input.height;
  return [0, 1, 2].map((channel) => planes[channel * plane + y * input.width + x] ?? -1);
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
