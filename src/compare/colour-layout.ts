/** Width and height of the picture that the histograms are made of. */
export const HISTOGRAM_PX = 48;
const STRIPES = 3;
const HUES = 8;
const BRIGHTNESSES = 3;
const GREYS = 4;
const BINS = HUES * BRIGHTNESSES + GREYS;
/** Of the picture's width: what is farther from its middle is less likely the object's. */
const FOCUS = 18 / HISTOGRAM_PX;
/** Chroma, 0..1, up to which a pixel is grey, and from which it is coloured; in between it is both. */
const GREY_BELOW = 0.08;
const COLOURED_ABOVE = 0.2;

/**
 * Which colours lie at the top, in the middle and at the bottom of an object: a histogram each, of hues at three
 * brightnesses and of four greys. Neighbouring bins share a pixel, so that a little more light changes little.
 * @param rgb HISTOGRAM_PX x HISTOGRAM_PX pixels of 3 bytes
 */
export function colourHistograms(rgb: Uint8Array): Float32Array {
  const histograms = new Float32Array(STRIPES * BINS);
  const middle = (HISTOGRAM_PX - 1) / 2;
  for (let y = 0; y < HISTOGRAM_PX; y++) {
    const bins = histograms.subarray(Math.floor((y * STRIPES) / HISTOGRAM_PX) * BINS).subarray(0, BINS);
    for (let x = 0; x < HISTOGRAM_PX; x++) {
      const at = 3 * (y * HISTOGRAM_PX + x);
      const spread = FOCUS * HISTOGRAM_PX;
      const weight = Math.exp(-(((x - middle) / spread) ** 2) - ((y - middle) / spread) ** 2);
      addPixel(bins, (rgb[at] ?? 0) / 255, (rgb[at + 1] ?? 0) / 255, (rgb[at + 2] ?? 0) / 255, weight);
    }
  }
  for (let stripe = 0; stripe < STRIPES; stripe++) {
    const bins = histograms.subarray(stripe * BINS, (stripe + 1) * BINS);
    const sum = bins.reduce((total, value) => total + value, 0);
    for (let bin = 0; bin < BINS; bin++) bins[bin] = Math.sqrt((bins[bin] ?? 0) / sum);
  }
  return histograms;
}

function addPixel(bins: Float32Array, red: number, green: number, blue: number, weight: number): void {
  const add = (bin: number, amount: number) => {
    bins[bin] = (bins[bin] ?? 0) + amount;
  };
  const brightness = Math.max(red, green, blue);
  const chroma = brightness - Math.min(red, green, blue);
  const coloured = Math.min(1, Math.max(0, (chroma - GREY_BELOW) / (COLOURED_ABOVE - GREY_BELOW)));
  if (coloured > 0) {
    const hue = hueOf(red, green, blue, brightness, chroma) * HUES;
    const share = hue - Math.floor(hue);
    const level = Math.min(BRIGHTNESSES - 1, Math.floor(brightness * BRIGHTNESSES));
    add((Math.floor(hue) % HUES) * BRIGHTNESSES + level, weight * coloured * (1 - share));
    add(((Math.floor(hue) + 1) % HUES) * BRIGHTNESSES + level, weight * coloured * share);
  }
  const grey = Math.min(GREYS - 1, Math.max(0, brightness * GREYS - 0.5));
  const lower = Math.floor(grey);
  add(HUES * BRIGHTNESSES + lower, weight * (1 - coloured) * (1 - (grey - lower)));
  add(HUES * BRIGHTNESSES + Math.min(GREYS - 1, lower + 1), weight * (1 - coloured) * (grey - lower));
}

/** 0..1 around the colour circle, 0 is red. */
function hueOf(red: number, green: number, blue: number, brightness: number, chroma: number): number {
  if (brightness === red) return (((green - blue) / chroma + 6) % 6) / 6;
  return brightness === green ? ((blue - red) / chroma + 2) / 6 : ((red - green) / chroma + 4) / 6;
}
