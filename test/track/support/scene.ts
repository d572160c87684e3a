import type { BoundingBox } from '../../../src/domain/bounding-box.ts';
import type { FrameDetections } from '../../../src/domain/detection.ts';
import { Tracker } from '../../../src/track/tracker.ts';

export const WIDTH = 1280;
export const HEIGHT = 720;

/** Something that moves: its centre, size and confidence at a time, or null while it is not seen. */
export interface Actor {
  readonly shape: string | ((timeMs: number) => string);
  at(timeMs: number): { x: number; y: number; width: number; height: number; confidence: number } | null;
}

/** A person of 60 x 160 px who walks from x at this speed (px/s; a person's height is some 1.7 m). */
export function walker(x: number, y: number, pxPerS: number, confidence = 0.85): Actor {
  return {
    shape: 'person',
    at: (timeMs) => {
      const place = x + (pxPerS * timeMs) / 1000;
      return place < -20 || place > WIDTH + 20 ? null : { x: place, y, width: 60, height: 160, confidence };
    },
  };
}

/** The actor, unseen during these times. */
export function hidden(actor: Actor, fromMs: number, toMs: number): Actor {
  return { ...actor, at: (timeMs) => (timeMs >= fromMs && timeMs < toMs ? null : actor.at(timeMs)) };
}

/** What a detector would find in each sample: boxes cut by the frame's border and off by up to `jitterPx`. */
export function film(actors: readonly Actor[], durationMs: number, intervalMs = 500, jitterPx = 2): FrameDetections[] {
  const frames: FrameDetections[] = [];
  for (let index = 0; index * intervalMs <= durationMs; index++) {
    const timeMs = index * intervalMs;
    const detections = actors.flatMap((actor, who) => {
      const seen = actor.at(timeMs);
      if (!seen) return [];
      // A fixed pattern instead of chance, so that a failure can be repeated.
      const off = jitterPx * Math.sin(7 * index + 3 * who);
      const box = inFrame({
        startX: seen.x - seen.width / 2 + off,
        startY: seen.y - seen.height / 2 - off,
        endX: seen.x + seen.width / 2 - off,
        endY: seen.y + seen.height / 2 + off,
      });
      const shape = typeof actor.shape === 'string' ? actor.shape : actor.shape(timeMs);
      return box.endX - box.startX < 6 ? [] : [{ shape, confidence: seen.confidence, box }];
    });
    frames.push({ frameNumber: index * 5, timeMs, detections });
  }
  return frames;
}

export function follow(frames: readonly FrameDetections[], minConfidence = 0.7, shapes: string[] | null = null) {
  const tracker = new Tracker<never>({ frameWidth: WIDTH, frameHeight: HEIGHT, minConfidence, shapes });
  for (const frame of frames) tracker.add(frame, null);
  return tracker.finish();
}

function inFrame({ startX, startY, endX, endY }: BoundingBox): BoundingBox {
  return {
    startX: Math.max(0, startX),
    startY: Math.max(0, startY),
    endX: Math.min(WIDTH, endX),
    endY: Math.min(HEIGHT, endY),
  };
}
