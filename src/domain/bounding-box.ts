/** A box in pixels of the source frame: x to the right, y downwards, the end exclusive. Field names are the wire's. */
export interface BoundingBox {
  readonly startX: number;
  readonly startY: number;
  readonly endX: number;
  readonly endY: number;
}

/** Area in square pixels; 0 for an empty or inverted box. */
export function boxArea(box: BoundingBox): number {
  return Math.max(0, box.endX - box.startX) * Math.max(0, box.endY - box.startY);
}

/** In pixels; 0 for an empty or inverted box. */
export function boxHeight(box: BoundingBox): number {
  return Math.max(0, box.endY - box.startY);
}

/** Of what both cover, in square pixels. */
export function intersectionArea(a: BoundingBox, b: BoundingBox): number {
  const width = Math.min(a.endX, b.endX) - Math.max(a.startX, b.startX);
  const height = Math.min(a.endY, b.endY) - Math.max(a.startY, b.startY);
  return width <= 0 || height <= 0 ? 0 : width * height;
}

/** Intersection over union, 0..1. */
export function intersectionOverUnion(a: BoundingBox, b: BoundingBox): number {
  const shared = intersectionArea(a, b);
  return shared === 0 ? 0 : shared / (boxArea(a) + boxArea(b) - shared);
}

export function boxCentre(box: BoundingBox): { x: number; y: number } {
  return { x: (box.startX + box.endX) / 2, y: (box.startY + box.endY) / 2 };
}

/** The distance between the centres of two boxes, in pixels. */
export function centreDistance(a: BoundingBox, b: BoundingBox): number {
  const from = boxCentre(a);
  const to = boxCentre(b);
  return Math.hypot(from.x - to.x, from.y - to.y);
}

/** The part of `box` that lies in a frame of this size, in whole pixels. */
export function clipBox(box: BoundingBox, width: number, height: number): BoundingBox {
  const inside = (value: number, limit: number) => Math.min(limit, Math.max(0, Math.round(value)));
  return {
    startX: inside(box.startX, width),
    startY: inside(box.startY, height),
    endX: inside(box.endX, width),
    endY: inside(box.endY, height),
  };
}
