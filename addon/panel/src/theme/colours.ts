/** Red, green, blue, 0..255. */
export type Colour = readonly [number, number, number];

/**
 * Reads `#rgb`, `#rrggbb` and `rgb(...)`; null for anything else.
 * @param ground what shows through a colour that is not opaque; without one, such a colour is null
 */
export function parseColour(text: string, ground: Colour | null = null): Colour | null {
  const value = text.trim();
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(value);
  if (short) return toColour(short.slice(1).map((digit) => Number.parseInt(digit + digit, 16)));
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})(?:ff)?$/i.exec(value);
  if (long) return toColour(long.slice(1).map((digits) => Number.parseInt(digits, 16)));
  const rgb = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)(?:[\s,/]+([\d.]+))?\s*\)$/.exec(value);
  if (!rgb) return null;
  const colour = toColour(rgb.slice(1, 4).map(Number));
  const opacity = Number(rgb[4] ?? 1);
  return opacity >= 1 ? colour : ground && mix(ground, colour, opacity);
}

function toColour([red = 0, green = 0, blue = 0]: readonly number[]): Colour {
  return [red, green, blue];
}

/** Relative luminance, 0..1, as WCAG 2 defines it. */
export function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number]; // of three come three
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio, 1..21. */
export function contrast(a: Colour, b: Colour): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]; // of two come two
  return (light + 0.05) / (dark + 0.05);
}

/** The colour, mixed with `towards` as little as it takes to be read on all of `grounds`. */
export function readableOn(colour: Colour, grounds: readonly Colour[], towards: Colour, ratio = 4.6): Colour {
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = mix(colour, towards, share);
    if (grounds.every((ground) => contrast(mixed, ground) >= ratio)) return mixed;
  }
  return towards;
}

/** @param share of `b`, 0..1 */
export function mix(a: Colour, b: Colour, share: number): Colour {
  return toColour([0, 1, 2].map((index) => Math.round((a[index] ?? 0) * (1 - share) + (b[index] ?? 0) * share)));
}

export function cssColour([red, green, blue]: Colour): string {
  return `rgb(${red} ${green} ${blue})`;
}
