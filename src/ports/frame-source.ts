import type { MediaMetadata } from '../domain/media.ts';
import type { DetectorInput } from './detector.ts';

/** A source frame at full size as planar YUV 4:2:0 (I420): width x height luma, then two quarter-size chroma planes. */
export interface FullFrame {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  /** `full` (0..255) or `limited` (16..235), as the source has it. */
  readonly range: 'full' | 'limited';
}

/** One sampled frame. `planes` is as Detector.detect takes it; `full` is there when it was asked for. */
export interface SampledFrame {
  readonly frameNumber: number;
  readonly timeMs: number;
  readonly planes: Uint8Array;
  readonly full: FullFrame | null;
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
