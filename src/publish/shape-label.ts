import { createHash } from 'node:crypto';
import { slug } from './slug.ts';

/** A shape's names in Home Assistant. */
export interface ShapeLabel {
  /** As analysis names it: `traffic light`. */
  readonly shape: string;
  /** In topics, unique ids and templates; different for different shapes: `traffic_light`. */
  readonly key: string;
  /** For people: `Traffic light`. */
  readonly label: string;
}

export function shapeLabel(shape: string): ShapeLabel {
  return { shape, key: shapeKey(shape), label: shape.charAt(0).toUpperCase() + shape.slice(1) };
}

/** Users name shapes as they like; where the slug alone would lose something, a short hash keeps two shapes apart. */
function shapeKey(shape: string): string {
  if (/^[a-z0-9]+( [a-z0-9]+)*$/.test(shape)) return shape.replaceAll(' ', '_');
  const hash = createHash('sha256').update(shape).digest('hex').slice(0, 8);
  return [slug(shape), hash].filter((part) => part !== '').join('_');
}
