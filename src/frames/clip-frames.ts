import type { FullFrame, SampledFrame, SamplingRequest } from '../ports/frame-source.ts';
import type { Clock } from '../runtime/clock.ts';
import { samplingArguments } from './ffmpeg-command.ts';
import type { FfmpegDialect } from './ffmpeg-dialect.ts';
import { FrameMemory } from './frame-memory.ts';
import { rawFrames } from './frame-reader.ts';
import { shortReason, unreadable } from './media-faults.ts';
import { SLOWEST_FRAME_MS, STALL_MS } from './media-limits.ts';
import { ReadAhead } from './read-ahead.ts';
import { SampleLog } from './sample-log.ts';
import { startTool, type ToolProcess } from './tool-process.ts';
import { Watchdog } from './watchdog.ts';
import { y4mFrames } from './y4m-parser.ts';

export interface ClipFramesParts {
  readonly ffmpegPath: string;
  readonly dialect: FfmpegDialect;
  readonly clock: Clock;
  /** Called once at the end when there were frames, but ffmpeg complained: the clip is damaged, perhaps cut off. */
  readonly onDamage: (reason: string, framesRead: number) => void;
}

/**
 * The sampled frames of a clip in one decoding pass.
 * At most three samples are in memory: the consumer's, one read ahead, and one being read; the rest waits inside ffmpeg.
 */
export async function* clipFrames(
  request: SamplingRequest,
  parts: ClipFramesParts,
  signal: AbortSignal,
): AsyncGenerator<SampledFrame, void> {
  const tool = startTool(parts.ffmpegPath, samplingArguments(request, parts.dialect), {
    sideOutput: request.fullFrames,
    signal,
    clock: parts.clock,
  });
  const stallMs = STALL_MS + request.everyNthFrame * SLOWEST_FRAME_MS;
  const watchdog = new Watchdog(parts.clock, stallMs, () => void tool.stop());
  const log = followLog(tool, watchdog, request.everyNthFrame);
  const memory = new FrameMemory();
  const next = sampleReader(request, tool, log, memory);
  let framesRead = 0;
  try {
    for (;;) {
      const frame = await watchdog.during(next().catch((fault: unknown) => endedBy(fault, signal, watchdog)));
      if (!frame) break;
      framesRead += 1;
      yield frame;
    }
    await watchdog.during(Promise.all([tool.exited, log.closed]));
  } finally {
    await tool.stop();
    memory.close();
  }
  signal.throwIfAborted();
  if (watchdog.stalled) throw unreadable(request.path, `ffmpeg did nothing for ${stallMs / 1000} s and was ended`);
  const reason = shortReason(log.samples.complaints);
  if (framesRead === 0)
    throw unreadable(request.path, `not one frame could be decoded (${reason || 'ffmpeg gave no reason'})`);
  if (reason !== '') parts.onDamage(reason, framesRead);
}

type FollowedLog = { readonly samples: SampleLog; readonly closed: Promise<void> };

function followLog(tool: ToolProcess, watchdog: Watchdog, everyNthFrame: number): FollowedLog {
  const samples = new SampleLog(everyNthFrame);
  const closed = new Promise<void>((resolve) => {
    tool.stderr.on('data', (chunk: Buffer) => {
      watchdog.touch();
      samples.push(chunk);
    });
    tool.stderr.once('close', () => {
      samples.end();
      resolve();
    });
  });
  return { samples, closed };
}

/** Both outputs are read at once: reading one to its end first could leave ffmpeg stuck on writing the other. */
function sampleReader(
  request: SamplingRequest,
  tool: ToolProcess,
  log: FollowedLog,
  memory: FrameMemory,
): () => Promise<SampledFrame | null> {
  const { width, height } = request.input;
  const reuse = (unused: Uint8Array) => memory.giveBack(unused);
  const small = new ReadAhead(rawFrames(tool.stdout, 3 * width * height, memory));
  const full: ReadAhead<FullFrame> | null = tool.sideOutput ? new ReadAhead(y4mFrames(tool.sideOutput, memory)) : null;
  return async () => {
    const [planes, fullFrame] = await Promise.all([small.next(), full ? full.next() : null]);
    if (!planes || (full && !fullFrame)) return null;
    const sample = await log.samples.next();
    return sample && { ...sample, planes, full: fullFrame, reuse };
  };
}

/** A stream that we closed ourselves ends with a fault, too; what is to be said of it is said at the end. */
function endedBy(fault: unknown, signal: AbortSignal, watchdog: Watchdog): null {
  if (signal.aborted || watchdog.stalled) return null;
  throw fault;
}
