import { ConciergeError } from '../domain/concierge-error.ts';
import type { Clock } from '../runtime/clock.ts';
import { startTool } from './tool-process.ts';

const DEADLINE_MS = 10_000;

/**
 * Runs ffmpeg and ffprobe once, so that a machine without them is told at the start and not by its first clip.
 * @throws ConciergeError TOOL_MISSING
 */
export async function checkTools(paths: readonly string[], clock: Clock, signal: AbortSignal): Promise<void> {
  await Promise.all(paths.map((path) => checkTool(path, clock, signal)));
}

async function checkTool(path: string, clock: Clock, signal: AbortSignal): Promise<void> {
  const tool = startTool(path, ['-hide_banner', '-version'], { sideOutput: false, signal, clock });
  tool.stdout.resume();
  tool.stderr.resume();
  const cancel = clock.after(DEADLINE_MS, () => void tool.stop());
  try {
    const code = await tool.exited;
    signal.throwIfAborted();
    if (code === 0) return;
    const how = code === null ? `did not answer within ${DEADLINE_MS / 1000} s` : `ended with code ${code}`;
    throw new ConciergeError('TOOL_MISSING', `Cannot use "${path}": "${path} -version" ${how}. Install ffmpeg anew.`, {
      details: { tool: path },
    });
  } finally {
    cancel();
  }
}
