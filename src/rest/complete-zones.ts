import { randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import { parseShape } from '../domain/shapes.ts';
import { MAX_ZONES, ZoneSchema } from '../domain/zone.ts';
import { isObject } from './field-reader.ts';

/** A new zone has no uuid yet. */
export const WRITTEN_ZONES = Type.Array(
  Type.Object(
    { ...ZoneSchema.properties, uuid: Type.Optional(ZoneSchema.properties.uuid) },
    { additionalProperties: false, title: 'Zone input' },
  ),
  { maxItems: MAX_ZONES },
);

/** Gives new zones their uuid, and shapes their one name. What is no list of zones is left to the check. */
export function completeZones(written: unknown): unknown {
  if (!Array.isArray(written)) return written;
  const zones: readonly unknown[] = written;
  return zones.map((zone) => {
    if (!isObject(zone)) return zone;
    const { uuid = randomUUID(), name, shapes } = zone;
    return {
      ...zone,
      uuid,
      ...(typeof name === 'string' && { name: name.trim() }),
      ...(Array.isArray(shapes) && { shapes: oneNameEach(shapes) }),
    };
  });
}

function oneNameEach(shapes: readonly unknown[]): readonly unknown[] {
  return [...new Set(shapes.map((shape) => (typeof shape === 'string' ? (parseShape(shape) ?? shape) : shape)))];
}
