import { createHash } from 'node:crypto';
import { slug } from './slug.ts';

export interface ShapeKey {
  /** As analysis names it: `traffic light`. */
  readonly shape: string;
  /** In unique ids and templates; different for different shapes: `traffic_light`. */
  readonly key: string;
}

/** Users name shapes as they like; where the slug alone would lose something, a short hash keeps two shapes apart. */
export function shapeKey(shape: string): string {
  if (/^[a-z0-9]+( [a-z0-9]+)*$/.test(shape)) return shape.replaceAll(' ', '_');
  const hash = createHash('sha256').update(shape).digest('hex').slice(0, 8);
  return [slug(shape), hash].filter((part) => part !== '').join('_');
}
