import type { Clock } from '../../runtime/clock.ts';
import { BoundedText } from '../bounded-text.ts';
import { safeInput } from '../ffmpeg-command.ts';
import { LineSplitter } from '../line-splitter.ts';
import { shortReason, unreadable } from '../media-faults.ts';
import { startTool } from '../tool-process.ts';

/** Longer than any clip of a camera takes; what is not done by then never will be. */
const MOST_MS = 10 * 60_000;
/** Analysis and answers go first. */
const NICENESS = 15;
/** A browser's window is hardly wider, and a small machine encodes no more in the time that one waits. */
const WIDEST = 1280;

export interface Conversion {
  readonly source: string;
  readonly target: string;
  /** ffmpeg's name for what the source holds. */
  readonly codec: string;
  readonly kind: 'remuxed' | 'transcoded';
  /** Of the source; 0: not known. */
  readonly durationMs: number;
  /** How much of it is written, 0..1, once or twice a second. */
  readonly onProgress: (share: number) => void;
  readonly ffmpegPath: string;
  readonly clock: Clock;
}

/** Writes an MP4 that browsers play. @throws ConciergeError MEDIA_UNREADABLE, TOOL_MISSING */
export async function convertClip(conversion: Conversion): Promise<void> {
  const { source, target, codec, kind, ffmpegPath, clock } = conversion;
  const { options, source: input } = safeInput(source);
  const video = kind === 'transcoded' ? H264 : ['-c:v', 'copy', ...(codec === 'hevc' ? ['-tag:v', 'hvc1'] : [])];
  // Sound as cameras send it, G.711 in Dahua's container, is none of MP4's.
  const sound = ['-map', '0:a:0?', '-c:a', 'aac', '-ac', '1', '-b:a', '64k'];
  const written = ['-movflags', '+faststart', '-f', 'mp4', '-y', `file:${target}`];
  const words = ['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'error', '-progress', 'pipe:1'];
  const signal = AbortSignal.timeout(MOST_MS);
  const tool = startTool(
    ffmpegPath,
    [...words, ...options, '-i', input, '-map', '0:V:0', ...video, ...sound, ...written],
    { sideOutput: false, signal, clock, niceness: NICENESS },
  );
  const complaints = new BoundedText();
  const lines = new LineSplitter((line) => complaints.add(line));
  const progress = new LineSplitter((line) => tellProgress(line, conversion));
  tool.stdout.on('data', (chunk: Buffer) => progress.push(chunk));
  tool.stderr.on('data', (chunk: Buffer) => lines.push(chunk));
  const code = await tool.exited;
  lines.end();
  if (code === 0) return;
  const why = signal.aborted ? 'it took longer than ten minutes' : shortReason(complaints.text) || 'ffmpeg gave up';
  throw unreadable(source, `it could not be made playable (${why})`);
}

/** Of `out_time_us=1500000`; other lines say how fast it goes. */
function tellProgress(line: string, { durationMs, onProgress }: Conversion): void {
  const microseconds = /^out_time_us=(\d+)$/.exec(line)?.[1];
  if (microseconds !== undefined && durationMs > 0) onProgress(Math.min(1, Number(microseconds) / 1000 / durationMs));
}

const H264 = [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '25', '-pix_fmt', 'yuv420p'],
  ...['-vf', `scale='min(${WIDEST},iw)':-2:flags=fast_bilinear`],
];
