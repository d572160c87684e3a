import type { Zone } from '../../../../../src/domain/zone.ts';

export type Point = Zone['points'][number];

/** A zone while it is drawn: a new one gets its uuid from the server, and may have too few corners yet. */
export type DrawnZone = Omit<Zone, 'uuid'> & { readonly uuid?: string };

const COLOURS = ['#ffb000', '#5ac8fa', '#ff6ea9', '#7ee081', '#c9a2ff', '#ff8a5c'] as const;

export function zoneColour(index: number): string {
  return COLOURS[index % COLOURS.length] ?? COLOURS[0];
}
