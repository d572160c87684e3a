/** A point of a frame in parts of its width and height, 0..1, from the upper left. */
export interface RelativePoint {
  readonly x: number;
  readonly y: number;
}

/** Corners in their order round the area; the last is joined with the first. */
export type Polygon = readonly RelativePoint[];

/** Far below a pixel: what lies so near to a side lies on it. */
const TOLERANCE = 1e-9;

/** Whether a point lies in the area or on one of its sides (even-odd rule). */
export function containsPoint(polygon: Polygon, point: RelativePoint): boolean {
  let inside = false;
  for (const [from, to] of sidesOf(polygon)) {
    if (liesOn(point, from, to)) return true;
    const straddles = from.y > point.y !== to.y > point.y;
    if (straddles && point.x < from.x + ((point.y - from.y) / (to.y - from.y)) * (to.x - from.x)) inside = !inside;
  }
  return inside;
}

/** Whether the straight way between two points leads through the area or touches it. */
export function meetsWay(polygon: Polygon, start: RelativePoint, end: RelativePoint): boolean {
  if (containsPoint(polygon, start) || containsPoint(polygon, end)) return true;
  return sidesOf(polygon).some(([from, to]) => meet(start, end, from, to));
}

/** In parts of the frame's area, 0..1; of a polygon that does not cross itself. */
export function polygonArea(polygon: Polygon): number {
  const doubled = sidesOf(polygon).reduce((sum, [from, to]) => sum + from.x * to.y - to.x * from.y, 0);
  return Math.abs(doubled) / 2;
}

/** Whether two sides that are no neighbours meet, or two neighbours run back along one another. */
export function crossesItself(polygon: Polygon): boolean {
  const sides = sidesOf(polygon);
  return sides.some(([a, b], index) =>
    sides.slice(index + 1).some(([c, d], offset) => {
      if (offset === 0) return foldsBack(a, b, d);
      const isFirstWithLast = index === 0 && offset === sides.length - 2;
      return isFirstWithLast ? foldsBack(c, a, b) : meet(a, b, c, d);
    }),
  );
}

function sidesOf(polygon: Polygon): (readonly [RelativePoint, RelativePoint])[] {
  return polygon.map((from, index) => [from, polygon[(index + 1) % polygon.length] ?? from]);
}

/** Twice the area of a triangle: above 0 when `c` lies to one side of the way from `a` to `b`, below for the other. */
function turn(a: RelativePoint, b: RelativePoint, c: RelativePoint): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

function liesOn(point: RelativePoint, from: RelativePoint, to: RelativePoint): boolean {
  const within = (value: number, a: number, b: number) =>
    value >= Math.min(a, b) - TOLERANCE && value <= Math.max(a, b) + TOLERANCE;
  const isNear = Math.abs(turn(from, to, point)) <= TOLERANCE * distance(from, to);
  return isNear && within(point.x, from.x, to.x) && within(point.y, from.y, to.y);
}

function meet(a: RelativePoint, b: RelativePoint, c: RelativePoint, d: RelativePoint): boolean {
  const cross = turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
  return cross || liesOn(c, a, b) || liesOn(d, a, b) || liesOn(a, c, d) || liesOn(b, c, d);
}

/** Whether the way from `b` to `c` leads back along the way from `a` to `b`. */
function foldsBack(a: RelativePoint, b: RelativePoint, c: RelativePoint): boolean {
  return liesOn(c, a, b) || liesOn(a, b, c);
}

function distance(a: RelativePoint, b: RelativePoint): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
