import { crossesItself, polygonArea } from './polygon.ts';
import { parseShape } from './shapes.ts';
import type { Zone } from './zone.ts';

/** A thousandth of the frame: 30 x 30 pixels of 1280 x 720. Smaller ones are slips of the pointer. */
const MIN_AREA = 0.001;

/**
 * What a zone's schema cannot say, in words.
 * @param knownShapes names beyond COCO's that the configuration has
 */
export function zoneFaults(zones: readonly Zone[], knownShapes: readonly string[]): readonly string[] {
  return zones.flatMap((zone, index) => {
    const faults: string[] = [];
    const fault = (why: string) => faults.push(`zone ${index + 1} ("${zone.name}") ${why}`);
    const earlier = zones.slice(0, index);
    if (earlier.some(({ name }) => sameName(name, zone.name))) fault('has the name of another one of this camera');
    if (earlier.some(({ uuid }) => uuid === zone.uuid)) fault('has the uuid of another one of this camera');
    // Of an outline that crosses itself, the area says nothing.
    if (crossesItself(zone.points)) fault('has an outline that crosses or touches itself');
    else if (polygonArea(zone.points) < MIN_AREA) fault('covers less than a thousandth of the frame');
    const unknown = zone.shapes.filter((shape) => parseShape(shape) === null && !knownShapes.includes(shape));
    if (unknown.length > 0) fault(`is for ${unknown.map((shape) => `"${shape}"`).join(', ')}, which is no known shape`);
    return faults;
  });
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
