import ffmpeg from 'fluent-ffmpeg';
import type { DetectorInput } from '../ports/detector.ts';
import type { SamplingRequest } from '../ports/frame-source.ts';
import type { FfmpegDialect } from './ffmpeg-dialect.ts';
import { MAX_CLIP_PIXELS } from './media-limits.ts';

/**
 * For whatever reads a file that strangers may have sent. A playlist that poses as a clip could otherwise open other
 * files and addresses; with `file:` before it, no name can be taken for an option or an address.
 */
export function safeInput(path: string): { options: string[]; source: string } {
  return {
    options: [
      ...['-protocol_whitelist', 'file'],
      ...['-format_whitelist', 'mov,matroska,dhav,mpeg,mpegts,avi,h264,hevc'],
      ...['-max_pixels', String(MAX_CLIP_PIXELS)],
    ],
    source: `file:${path}`,
  };
}

/**
 * One pass: detector images (gbrp) on descriptor 1, full frames (yuv4mpegpipe) on descriptor 3 when asked for, and on
 * stderr a line of showinfo's for each, with its time in microseconds. fluent-ffmpeg builds the command; it can neither
 * run one with a fourth descriptor, nor be sure to reap it.
 */
export function samplingArguments(request: SamplingRequest, dialect: FfmpegDialect): string[] {
  const { options, source } = safeInput(request.path);
  const command = ffmpeg()
    .input(source)
    .inputOptions('-hide_banner', '-nostdin', '-nostats', '-loglevel', 'level+info', ...options)
    .complexFilter(samplingGraph(request, dialect));
  // Each frame comes out once, whatever its time.
  const frameRate = [dialect === 'current' ? '-fps_mode' : '-vsync', 'passthrough'];
  // Unflushed, the tail of a frame would wait for the next one, which may wait for this one to be taken.
  const output = (label: string, format: string, target: string) =>
    command.output(target).outputOptions('-map', label, ...frameRate, '-f', format, '-flush_packets', '1');
  output('[small]', 'rawvideo', 'pipe:1');
  if (request.fullFrames) output('[full]', 'yuv4mpegpipe', 'pipe:3');
  return command._getArguments();
}

function samplingGraph({ everyNthFrame, input, fullFrames }: SamplingRequest, dialect: FfmpegDialect): string[] {
  const sampled = `[0:V:0]settb=1/1000000,select='not(mod(n,${everyNthFrame}))'`;
  const small = `${fittingFilters(input)},${dialect === 'current' ? 'showinfo=checksum=0' : 'showinfo'}`;
  if (!fullFrames) return [`${sampled},${small}[small]`];
  // yuvj420p is luma 0..255, as many cameras encode: to change it to 16..235 takes about 15 ms a 4K frame.
  return [`${sampled},split=2[a][b]`, `[a]${small}[small]`, '[b]format=yuv420p|yuvj420p[full]'];
}

/**
 * domain/fit-frame.ts in ffmpeg's words, so that the size need not be known before ffmpeg starts. `area` averages all
 * pixels that fall together: the cheapest scaler that keeps small objects when a frame shrinks to a quarter.
 */
function fittingFilters({ width, height, fit, padValue }: DetectorInput): string {
  const scale = `min(${width}/iw,${height}/ih)`;
  const side = (limit: number, source: string) => `'min(${limit},max(2,round(${source}*${scale})))'`;
  const size = fit === 'stretch' ? `w=${width}:h=${height}` : `w=${side(width, 'iw')}:h=${side(height, 'ih')}`;
  const grey = padValue.toString(16).padStart(2, '0');
  return `scale=${size}:flags=area,format=gbrp,pad=${width}:${height}:0:0:color=0x${grey}${grey}${grey}`;
}
