/** Width and height of the picture that the grid is made of. */
export const GRID_PX = 8;

/** D65, the white of sRGB. */
const WHITE = [0.950456, 1, 1.088754] as const;

/**
 * The colour of each cell of the object in CIE L*a*b*, where distances are those that people see; in units of 50.
 * @param rgb GRID_PX x GRID_PX pixels of 3 bytes, sRGB
 */
export function colourGrid(rgb: Uint8Array): Float32Array {
  const grid = new Float32Array(rgb.length);
  for (let at = 0; at < rgb.length; at += 3) {
    const [red, green, blue] = [linear(rgb[at] ?? 0), linear(rgb[at + 1] ?? 0), linear(rgb[at + 2] ?? 0)];
    const x = curve((0.412453 * red + 0.35758 * green + 0.180423 * blue) / WHITE[0]);
    const y = curve((0.212671 * red + 0.71516 * green + 0.072169 * blue) / WHITE[1]);
    const z = curve((0.019334 * red + 0.119193 * green + 0.950227 * blue) / WHITE[2]);
    grid.set([(116 * y - 16) / 50, (500 * (x - y)) / 50, (200 * (y - z)) / 50], at);
  }
  return grid;
}

function linear(byte: number): number {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function curve(value: number): number {
  return value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116;
}
