interface Glyph {
  readonly width: number;
  /** SVG path of strokes; baseline at y = 0, small letters 10 high, ascenders and digits 14, descenders 4 below. */
  readonly path: string;
}

const ROUND = 'a4 5 0 1 1-8 0a4 5 0 1 1 8 0';

/** Our own stroke letters: a container has no fonts, and a label must not depend on them. Class names need no more. */
const GLYPHS: Readonly<Record<string, Glyph>> = {
  a: { width: 8, path: `M8-10V0M8-5${ROUND}` },
  b: { width: 8, path: `M0-14V0M8-5${ROUND}` },
  c: { width: 7.5, path: 'M7.5-8.3A4.2 5 0 1 0 7.5-1.7' },
  d: { width: 8, path: `M8-14V0M8-5${ROUND}` },
  e: { width: 8, path: 'M0-5H8A4 5 0 1 0 6.9-1.6' },
  f: { width: 5, path: 'M5-14H4.5Q2-14 2-11V0M0-9.5H4.5' },
  g: { width: 8, path: `M8-10V.5Q8 4 4 4Q1.5 4 .6 2.8M8-5${ROUND}` },
  h: { width: 7, path: 'M0-14V0M0-6Q.5-10 4-10Q7-10 7-6V0' },
  i: { width: 0.5, path: 'M.25-10V0M.25-13.6V-13.5' },
  j: { width: 2, path: 'M2-10V1Q2 4-1 4M2-13.6V-13.5' },
  k: { width: 6.5, path: 'M0-14V0M6-10L0-4M2.3-6.2L6.5 0' },
  l: { width: 0.5, path: 'M.25-14V0' },
  m: { width: 11, path: 'M0-10V0M0-6Q.5-10 3-10Q5.5-10 5.5-6V0M5.5-6Q6-10 8.5-10Q11-10 11-6V0' },
  n: { width: 7, path: 'M0-10V0M0-6Q.5-10 4-10Q7-10 7-6V0' },
  o: { width: 8, path: `M8-5${ROUND}` },
  p: { width: 8, path: `M0-10V4M8-5${ROUND}` },
  q: { width: 8, path: `M8-10V4M8-5${ROUND}` },
  r: { width: 4.5, path: 'M0-10V0M0-6Q.5-10 4.5-10' },
  s: { width: 7, path: 'M6.5-8.5Q5.5-10 3.5-10Q.5-10 .5-7.5Q.5-5.5 3.5-5Q7-4.5 7-2.5Q7 0 3.5 0Q1 0 0-1.8' },
  t: { width: 5, path: 'M2-13V-3Q2 0 4.5 0H5M0-10H5' },
  u: { width: 7, path: 'M0-10V-4Q0 0 3.5 0Q7 0 7-4M7-10V0' },
  v: { width: 7.5, path: 'M0-10L3.75 0L7.5-10' },
  w: { width: 11, path: 'M0-10L2.75 0L5.5-10L8.25 0L11-10' },
  x: { width: 7, path: 'M0-10L7 0M7-10L0 0' },
  y: { width: 7.5, path: 'M0-10L3.75 0M7.5-10L3.75 0Q2.5 4 0 4' },
  z: { width: 7, path: 'M0-10H7L0 0H7' },
  '0': { width: 8, path: 'M8-7a4 7 0 1 1-8 0a4 7 0 1 1 8 0' },
  '1': { width: 5, path: 'M1-11.2L5-14V0' },
  '2': { width: 8, path: 'M.3-10.5Q.5-14 4-14Q7.7-14 7.7-10.5Q7.7-8 5-5L0 0H8' },
  '3': { width: 8, path: 'M.5-12Q1.5-14 4-14Q7.5-14 7.5-10.7Q7.5-7.5 3.5-7.5Q8-7.5 8-3.8Q8 0 4 0Q1 0 0-2.5' },
  '4': { width: 8, path: 'M6 0V-14L0-4H8' },
  '5': { width: 8, path: 'M7-14H1.5L.8-8Q2-9 4-9Q8-9 8-4.5Q8 0 4 0Q1 0 0-2.2' },
  '6': { width: 8, path: 'M6.8-14Q0-12 0-4.5M8-4.5a4 4.5 0 1 1-8 0a4 4.5 0 1 1 8 0' },
  '7': { width: 8, path: 'M0-14H8L3 0' },
  '8': { width: 8, path: 'M7.2-10.7a3.2 3.3 0 1 1-6.4 0a3.2 3.3 0 1 1 6.4 0M8-3.7a4 3.7 0 1 1-8 0a4 3.7 0 1 1 8 0' },
  '9': { width: 8, path: 'M1.2 0Q8-2 8-9.5M8-9.5a4 4.5 0 1 1-8 0a4 4.5 0 1 1 8 0' },
  '%': { width: 12, path: 'M5-11a2.5 3 0 1 1-5 0a2.5 3 0 1 1 5 0M12-3a2.5 3 0 1 1-5 0a2.5 3 0 1 1 5 0M10-14L2 0' },
};

const SPACING = 3;
const BLANK: Glyph = { width: 4, path: '' };

/** The text as SVG paths from (0, 0) on, and how wide it is; a character that we cannot draw is a blank. */
export function drawText(text: string): { readonly svg: string; readonly width: number } {
  let x = 0;
  let svg = '';
  for (const character of text.toLowerCase()) {
    const glyph = GLYPHS[character] ?? BLANK;
    if (glyph.path) svg += `<path transform="translate(${x.toFixed(2)})" d="${glyph.path}"/>`;
    x += glyph.width + SPACING;
  }
  return { svg, width: Math.max(0, x - SPACING) };
}
