import type { MediaMetadata } from '../domain/media.ts';
import type { Clock } from '../runtime/clock.ts';
import { BoundedText } from './bounded-text.ts';
import { ClipFacts, FACTS_OPTIONS } from './clip-facts.ts';
import { safeInput } from './ffmpeg-command.ts';
import { LineSplitter } from './line-splitter.ts';
import { shortReason, tooLarge, unreadable } from './media-faults.ts';
import { MAX_CLIP_PIXELS, STALL_MS } from './media-limits.ts';
import { startTool } from './tool-process.ts';
import { Watchdog } from './watchdog.ts';

/** What a decoder says when its frames are beyond `-max_pixels`. */
const TOO_LARGE = /Picture size (\d+)x(\d+)/;

/** What clips say about themselves, and what their packets say. Decodes none of them but the first. */
export class Ffprobe {
  readonly #path: string;
  readonly #clock: Clock;

  constructor(path: string, clock: Clock) {
    this.#path = path;
    this.#clock = clock;
  }

  /** @throws ConciergeError MEDIA_UNREADABLE, MEDIA_TOO_LARGE or TOOL_MISSING; the signal's reason when it aborts */
  async probe(file: string, signal: AbortSignal): Promise<MediaMetadata> {
    const { facts, complaints } = await this.#run(file, signal);
    const metadata = facts.metadata();
    if (!metadata) {
      const [, tooWide, tooHigh] = TOO_LARGE.exec(complaints) ?? [];
      if (tooWide) throw tooLarge(file, Number(tooWide), Number(tooHigh), MAX_CLIP_PIXELS);
      throw unreadable(file, complaints ? `it is damaged or no clip (${complaints})` : 'it has no video in it');
    }
    const { width, height } = metadata;
    if (width * height > MAX_CLIP_PIXELS) throw tooLarge(file, width, height, MAX_CLIP_PIXELS);
    return metadata;
  }

  async #run(file: string, signal: AbortSignal): Promise<{ facts: ClipFacts; complaints: string }> {
    const { options, source } = safeInput(file);
    const tool = startTool(this.#path, ['-v', 'error', ...options, ...FACTS_OPTIONS, '-i', source], {
      sideOutput: false,
      signal,
      clock: this.#clock,
    });
    const watchdog = new Watchdog(this.#clock, STALL_MS, () => void tool.stop());
    const facts = new ClipFacts();
    const complaints = new BoundedText();
    const lines = new LineSplitter((line) => facts.read(line));
    const faults = new LineSplitter((line) => complaints.add(line));
    const closed = [closedAfter(tool.stdout, lines, watchdog), closedAfter(tool.stderr, faults, watchdog)];
    try {
      await watchdog.during(Promise.all([tool.exited, ...closed]));
    } finally {
      await tool.stop();
    }
    signal.throwIfAborted();
    if (watchdog.stalled) throw unreadable(file, `ffprobe did nothing for ${STALL_MS / 1000} s and was ended`);
    return { facts, complaints: shortReason(complaints.text) };
  }
}

function closedAfter(stream: NodeJS.ReadableStream, lines: LineSplitter, watchdog: Watchdog): Promise<void> {
  return new Promise((resolve) => {
    stream.on('data', (chunk: Buffer) => {
      watchdog.touch();
      lines.push(chunk);
    });
    stream.once('close', () => {
      lines.end();
      resolve();
    });
  });
}
