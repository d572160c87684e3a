import { basename } from 'node:path';
import type { MediaMetadata } from '../domain/media.ts';
import type { FrameSource, OpenMedia, SampledFrame, SamplingRequest } from '../ports/frame-source.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { clipFrames } from './clip-frames.ts';
import { askFfmpegDialect, type FfmpegDialect } from './ffmpeg-dialect.ts';
import { Ffprobe } from './ffprobe.ts';
import { inspectInput } from './input-file.ts';
import { probePicture, readPicture } from './picture-source.ts';

/** Paths of the programs, or their names to be found on PATH. */
export interface MediaTools {
  readonly ffmpegPath: string;
  readonly ffprobePath: string;
}

/** Clips by ffmpeg (4.1 to 9.0 are known to work), pictures by sharp. */
export class FfmpegFrameSource implements FrameSource {
  readonly #ffmpegPath: string;
  readonly #ffprobe: Ffprobe;
  readonly #clock: Clock;
  readonly #logger: Logger;
  #dialect: Promise<FfmpegDialect> | null = null;

  constructor(tools: MediaTools, clock: Clock, logger: Logger) {
    this.#ffmpegPath = tools.ffmpegPath;
    this.#ffprobe = new Ffprobe(tools.ffprobePath, clock);
    this.#clock = clock;
    this.#logger = logger;
  }

  async probe(path: string, signal: AbortSignal): Promise<MediaMetadata> {
    const type = await inspectInput(path);
    signal.throwIfAborted();
    return type === 'jpg' ? probePicture(path) : this.#ffprobe.probe(path, signal);
  }

  /** The metadata of a clip is read beside its decoding, not before: frames do not wait for it. */
  open(request: SamplingRequest, signal: AbortSignal): OpenMedia {
    const metadata = this.probe(request.path, signal);
    // Whoever only wants the frames does not wait for it.
    metadata.catch(() => {});
    return { metadata, frames: this.#frames(request, metadata, signal) };
  }

  async *#frames(
    request: SamplingRequest,
    metadata: Promise<MediaMetadata>,
    signal: AbortSignal,
  ): AsyncGenerator<SampledFrame, void> {
    if ((await inspectInput(request.path)) === 'jpg') {
      const frame = await readPicture(request, await metadata);
      signal.throwIfAborted();
      yield frame;
      return;
    }
    const parts = {
      ffmpegPath: this.#ffmpegPath,
      dialect: await this.#askDialect(),
      clock: this.#clock,
      onDamage: (reason: string, framesRead: number) =>
        this.#logger.warn(
          { file: basename(request.path), reason, framesRead },
          'the clip is damaged; what could be decoded was',
        ),
    };
    let anyFrame = false;
    try {
      for await (const frame of clipFrames(request, parts, signal)) {
        anyFrame = true;
        yield frame;
      }
    } catch (fault) {
      // ffprobe knows better than ffmpeg why a file cannot be read.
      if (!anyFrame && !signal.aborted) await metadata;
      throw fault;
    }
  }

  /** Once for all clips; a fault is not remembered, since ffmpeg may be installed meanwhile. */
  #askDialect(): Promise<FfmpegDialect> {
    if (!this.#dialect) {
      const asked = askFfmpegDialect(this.#ffmpegPath, this.#clock);
      this.#dialect = asked;
      asked.catch(() => {
        this.#dialect = null;
      });
    }
    return this.#dialect;
  }
}
