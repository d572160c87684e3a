import type { MediaMetadata } from '../domain/media.ts';
import type { DetectorInput } from './detector.ts';

/**
 * A source frame at full size. Clips come as `i420` (planar YUV 4:2:0: width x height luma, then the two chroma planes,
 * each ceil(width / 2) x ceil(height / 2)), as their decoder has it; pictures as `rgb24` (3 bytes a pixel, sRGB), as sharp has it.
 */
export interface FullFrame {
  readonly width: number;
  readonly height: number;
  readonly layout: 'i420' | 'rgb24';
  readonly data: Uint8Array;
  /** Of i420: `full` (0..255) or `limited` (16..235); rgb24 is always `full`. */
  readonly range: 'full' | 'limited';
}

/**
 * One sampled frame. `planes` is as Detector.detect takes it; `full` is there when it was asked for. Both are the
 * consumer's, each alone in its ArrayBuffer, until it gives them back.
 */
export interface SampledFrame {
  readonly frameNumber: number;
  readonly timeMs: number;
  readonly planes: Uint8Array;
  readonly full: FullFrame | null;
  /**
   * Gives `planes` or `full.data` back to be filled with a later frame; whoever does must not look at it again. What is
   * never given back is the consumer's for good.
   */
  readonly reuse: (memory: Uint8Array) => void;
}

export interface SamplingRequest {
  /** Absolute path. */
  readonly path: string;
  readonly input: DetectorInput;
  readonly everyNthFrame: number;
  readonly fullFrames: boolean;
}

/** An open clip or picture: its metadata is known before the first frame; frames come in one decoding pass. */
export interface OpenMedia {
  readonly metadata: Promise<MediaMetadata>;
  /** Consuming it slowly slows the decoder down; leaving the loop, or aborting, ends the decoder. */
  readonly frames: AsyncIterable<SampledFrame>;
}

/** Reads pictures and clips. Rejects with ConciergeError MEDIA_UNREADABLE, MEDIA_TOO_LARGE, FILE_MISSING or TOOL_MISSING. */
export interface FrameSource {
  probe(path: string, signal: AbortSignal): Promise<MediaMetadata>;
  open(request: SamplingRequest, signal: AbortSignal): OpenMedia;
}
