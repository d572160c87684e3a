import type { TrackPosition } from '../domain/track.ts';

const FIELDS = 7;

/**
 * Positions as a flat list of numbers, seven a position: frame, ms, box, confidence. A long clip's track has hundreds:
 * boxes keep a tenth of a pixel, confidences four digits.
 */
export function positionsToJson(positions: readonly TrackPosition[]): string {
  const flat = positions.flatMap(({ frameNumber, timeMs, box, confidence }) => [
    frameNumber,
    round(timeMs, 10),
    round(box.startX, 10),
    round(box.startY, 10),
    round(box.endX, 10),
    round(box.endY, 10),
    round(confidence, 10_000),
  ]);
  return JSON.stringify(flat);
}

/** @throws TypeError when the text was not written by positionsToJson */
export function positionsFromJson(json: string): TrackPosition[] {
  const flat: unknown = JSON.parse(json);
  if (!Array.isArray(flat) || flat.length % FIELDS !== 0) throw new TypeError('Cannot read stored positions.');
  return Array.from({ length: flat.length / FIELDS }, (_, index) => {
    const [frameNumber, timeMs, startX, startY, endX, endY, confidence] = flat
      .slice(index * FIELDS, (index + 1) * FIELDS)
      .map(Number);
    return {
      frameNumber: frameNumber ?? 0,
      timeMs: timeMs ?? 0,
      box: { startX: startX ?? 0, startY: startY ?? 0, endX: endX ?? 0, endY: endY ?? 0 },
      confidence: confidence ?? 0,
    };
  });
}

function round(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}
