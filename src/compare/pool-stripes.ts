const STRIPES = 3;

/**
 * The mean of each channel in the top, middle and bottom of a picture: a roof is compared with a roof.
 * @param map channels x rows x columns
 * @returns stripe by stripe, all channels of each
 */
export function poolStripes(map: Float32Array, channels: number, rows: number, columns: number): Float32Array {
  const pooled = new Float32Array(STRIPES * channels);
  for (let stripe = 0; stripe < STRIPES; stripe++) {
    const from = Math.round((stripe * rows) / STRIPES) * columns;
    const to = Math.round(((stripe + 1) * rows) / STRIPES) * columns;
    for (let channel = 0; channel < channels; channel++) {
      let sum = 0;
      for (let cell = from; cell < to; cell++) sum += map[channel * rows * columns + cell] ?? 0;
      pooled[stripe * channels + channel] = sum / (to - from);
    }
  }
  return pooled;
}
