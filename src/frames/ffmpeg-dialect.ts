import type { Clock } from '../runtime/clock.ts';
import { LineSplitter } from './line-splitter.ts';
import { STALL_MS } from './media-limits.ts';
import { startTool } from './tool-process.ts';

/** libavutil 57.28 is ffmpeg 5.1's. Builds from git, as the npm registry has one, have no other number. */
const CURRENT_SINCE = 57 * 1000 + 28;

/**
 * What differs between the versions that are met: 5.1 brought `-fps_mode`, and 9.0 no longer knows `-vsync`, which it
 * replaced; that `showinfo` can be told not to compute checksums is nearly as young.
 */
export type FfmpegDialect = 'current' | 'before 5.1';

/** By what `ffmpeg -version` says; current when it says nothing that we know. */
export function ffmpegDialectOf(versionText: string): FfmpegDialect {
  const [, major, minor] = /libavutil\s+(\d+)\.\s*(\d+)/.exec(versionText) ?? [];
  if (major === undefined) return 'current';
  return Number(major) * 1000 + Number(minor) >= CURRENT_SINCE ? 'current' : 'before 5.1';
}

/** Asks an ffmpeg. @throws ConciergeError TOOL_MISSING */
export async function askFfmpegDialect(ffmpegPath: string, clock: Clock): Promise<FfmpegDialect> {
  const tool = startTool(ffmpegPath, ['-version'], { sideOutput: false, signal: new AbortController().signal, clock });
  let text = '';
  const lines = new LineSplitter((line) => {
    if (line.startsWith('libavutil')) text = line;
  });
  const cancel = clock.after(STALL_MS, () => void tool.stop());
  tool.stderr.resume();
  tool.stdout.on('data', (chunk: Buffer) => lines.push(chunk));
  try {
    await Promise.all([tool.exited, new Promise((resolve) => tool.stdout.once('close', resolve))]);
  } finally {
    cancel();
    await tool.stop();
  }
  return ffmpegDialectOf(text);
}
