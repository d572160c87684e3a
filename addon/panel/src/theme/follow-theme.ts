import { parentDocument } from '../app/home-assistant.ts';
import { type Colour, contrast, cssColour, luminance, parseColour, readableOn } from './colours.ts';

/** Ours, and what Home Assistant's themes call it. */
const NAMES = {
  page: '--primary-background-color',
  card: '--card-background-color',
  text: '--primary-text-color',
  quiet: '--secondary-text-color',
  line: '--divider-color',
  accent: '--primary-color',
} as const;

const BLACK: Colour = [0, 0, 0];
const WHITE: Colour = [255, 255, 255];

/** Wears Home Assistant's theme, and changes with it; outside of it, light or dark as the system is. */
export function followTheme(): void {
  const home = parentDocument();
  const darkSystem = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => wear(home ? colourReader(home) : () => null, darkSystem.matches);
  apply();
  darkSystem.addEventListener('change', apply);
  if (!home) return;
  // A theme is put on as the root's style; the default one may come with a style sheet of its own.
  const observer = new MutationObserver(apply);
  observer.observe(home.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(home.head, { childList: true });
}

type ReadColour = (name: string) => Colour | null;

function colourReader(home: Document): ReadColour {
  const style = home.defaultView?.getComputedStyle(home.documentElement);
  return (name) => parseColour(style?.getPropertyValue(name) ?? '');
}

function wear(read: ReadColour, darkSystem: boolean): void {
  const root = document.documentElement;
  const page = read(NAMES.page);
  root.classList.toggle('dark', page ? luminance(page) < 0.25 : darkSystem);
  for (const name of ['page', 'card', 'text', 'text-quiet', 'line', 'accent', 'accent-text', 'on-accent']) {
    root.style.removeProperty(`--${name}`);
  }
  if (page)
    for (const [name, colour] of themeColours(page, read)) root.style.setProperty(`--${name}`, cssColour(colour));
}

/** A theme may have colours that cannot be read on one another; they are moved until they can. */
function themeColours(page: Colour, read: ReadColour): readonly (readonly [string, Colour])[] {
  const card = read(NAMES.card) ?? page;
  const grounds = [page, card];
  const strongest = luminance(page) < 0.25 ? WHITE : BLACK;
  const text = readableOn(read(NAMES.text) ?? strongest, grounds, strongest, 7);
  const accent = read(NAMES.accent);
  const line = read(NAMES.line);
  return [
    ['page', page],
    ['card', card],
    ['text', text],
    ['text-quiet', readableOn(read(NAMES.quiet) ?? text, grounds, text)],
    ...(line ? ([['line', line]] as const) : []),
    ...(accent
      ? ([
          ['accent', accent],
          ['accent-text', readableOn(accent, grounds, strongest)],
          ['on-accent', contrast(WHITE, accent) >= 4.5 ? WHITE : BLACK],
        ] as const)
      : []),
  ];
}
