import type { BoundingBox } from '../domain/bounding-box.ts';
import type { FrameSize } from '../domain/fit-frame.ts';

/** A face of 40 pixels does not belong to a narrower person, unless the frame shows nothing but the face. */
const MIN_PERSON_WIDTH_PX = 60;
/** Of the person's width to both sides, and above: heads lean out of boxes. */
const SIDE_MARGIN = 0.25;
const TOP_MARGIN = 0.2;
/** Of the person's height, and of its width where more of it is wide than high: somebody who sits or is near. */
const HEIGHT_SHARE = 0.5;
const WIDTH_SHARE = 1.2;

/**
 * Where a person's face may be: the upper body and its surroundings, inside the frame, on even coordinates; null for a
 * person who is too far away to be told from others.
 */
export function faceRegion(person: BoundingBox, frame: FrameSize): BoundingBox | null {
  const width = person.endX - person.startX;
  if (width < MIN_PERSON_WIDTH_PX) return null;
  const even = (value: number, limit: number) =>
    Math.min(2 * Math.floor(limit / 2), Math.max(0, 2 * Math.round(value / 2)));
  return {
    startX: even(person.startX - SIDE_MARGIN * width, frame.width),
    startY: even(person.startY - TOP_MARGIN * width, frame.height),
    endX: even(person.endX + SIDE_MARGIN * width, frame.width),
    endY: even(person.startY + upperBodyHeight(person), frame.height),
  };
}

/** How far below its upper side a person's box may show the face, in pixels. */
export function upperBodyHeight(person: BoundingBox): number {
  const height = person.endY - person.startY;
  return Math.min(height, Math.max(HEIGHT_SHARE * height, WIDTH_SHARE * (person.endX - person.startX)));
}
