import type { FrameDetections } from '../domain/detection.ts';
import type { Detector } from '../ports/detector.ts';
import type { FullFrame, SampledFrame } from '../ports/frame-source.ts';

/** A detector that works on several frames at once. */
export interface ParallelDetector extends Detector {
  /** How many. */
  readonly size: number;
}

export interface DetectedFrame {
  readonly found: FrameDetections;
  readonly full: FullFrame | null;
  /** As SampledFrame's, for `full`. */
  readonly reuse: SampledFrame['reuse'];
}

/** The same frames, the first asked for now: the decoder starts while the caller does something else. */
export function startedAtOnce<T>(frames: AsyncIterable<T>): AsyncIterable<T> {
  const iterator = frames[Symbol.asyncIterator]();
  const first = iterator.next();
  // Its error is thrown to whoever asks for the first frame.
  first.catch(() => {});
  let isFirst = true;
  const next = () => {
    if (!isFirst) return iterator.next();
    isFirst = false;
    return first;
  };
  return {
    [Symbol.asyncIterator]: () => ({
      next,
      return: async (value?: unknown) => iterator.return?.(value) ?? { done: true, value },
    }),
  };
}

/**
 * Detects in several frames at a time, one more than the detector works on, so that it never waits for the next one;
 * results come in order of frames. No more frames than that are held: a 4K one is 12 MB.
 */
export async function* detectInOrder(
  frames: AsyncIterable<SampledFrame>,
  detector: ParallelDetector,
  frameSize: { width: number; height: number },
  minConfidence: number,
): AsyncGenerator<DetectedFrame> {
  const inFlight: Promise<DetectedFrame>[] = [];
  const detect = async ({ frameNumber, timeMs, planes, full, reuse }: SampledFrame): Promise<DetectedFrame> => {
    const detections = await detector.detect(planes, frameSize, minConfidence);
    reuse(planes);
    return { found: { frameNumber, timeMs, detections }, full, reuse };
  };
  for await (const frame of frames) {
    const detected = detect(frame);
    // Its error is thrown when its turn comes; until then it is no unhandled rejection.
    detected.catch(() => {});
    inFlight.push(detected);
    if (inFlight.length > detector.size) yield* next(inFlight);
  }
  while (inFlight.length > 0) yield* next(inFlight);
}

async function* next(inFlight: Promise<DetectedFrame>[]): AsyncGenerator<DetectedFrame> {
  const first = inFlight.shift();
  if (first) yield await first;
}
