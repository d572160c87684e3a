/** Told apart on any picture, by those as well who see colours otherwise; each also has its number. */
const COLOURS = ['#ffb000', '#5ac8fa', '#ff6ea9', '#7ee081', '#c9a2ff', '#ff8a5c', '#f5f06e', '#4fe0d0'] as const;
export function trackColour(index: number): string {
  return COLOURS[index % COLOURS.length] ?? COLOURS[0];
}
