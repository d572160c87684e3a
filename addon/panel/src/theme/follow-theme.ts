import { parentDocument, prefersDark } from '../app/home-assistant.ts';
import { type Colour, contrast, cssColour, luminance, mix, parseColour, readableOn } from './colours.ts';

/** Ours, and what Home Assistant's themes call it. */
const NAMES = {
  page: '--primary-background-color',
  card: '--card-background-color',
  text: '--primary-text-color',
  quiet: '--secondary-text-color',
  line: '--divider-color',
  accent: '--primary-color',
} as const;

const OURS = ['page', 'card', 'text', 'text-quiet', 'line', 'accent', 'accent-text', 'on-accent'] as const;
/** What is well and what is not, of our own colours. */
const TOLD_BY = ['good', 'warn', 'bad'] as const;

/** How much of the text's colour is in the darkest ground that quiet text stands on. */
const TINT = 0.1;
/** How much of it a line has where the theme says nothing of lines. */
const FAINT = 0.14;

const BLACK: Colour = [0, 0, 0];
const WHITE: Colour = [255, 255, 255];

/** Wears Home Assistant's theme, and changes with it; outside of it, light or dark as the system is. */
export function followTheme(): void {
  const home = parentDocument();
  const darkSystem = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => wear(home ? colourReader(home) : () => null, prefersDark() ?? darkSystem.matches);
  apply();
  darkSystem.addEventListener('change', apply);
  if (!home) return;
  // A theme is put on as the root's style; the default one may come with a style sheet of its own.
  const observer = new MutationObserver(apply);
  observer.observe(home.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(home.head, { childList: true });
}

/** @param ground what shows through it */
type ReadColour = (name: string, ground?: Colour) => Colour | null;

function colourReader(home: Document): ReadColour {
  const style = home.defaultView?.getComputedStyle(home.documentElement);
  return (name, ground) => parseColour(plainColour(style?.getPropertyValue(name) ?? ''), ground);
}

const brush = document.createElement('canvas').getContext('2d');

/** Themes may use any colour that CSS has: a brush gives its red, green and blue. Empty for what is none. */
function plainColour(text: string): string {
  if (!brush) return text;
  // What is no colour leaves the brush as it is.
  const dipped = ['#000000', '#ffffff'].map((before) => {
    brush.fillStyle = before;
    brush.fillStyle = text;
    return String(brush.fillStyle);
  });
  return dipped[0] === dipped[1] ? (dipped[0] ?? '') : '';
}

function wear(read: ReadColour, darkOtherwise: boolean): void {
  const root = document.documentElement;
  const page = read(NAMES.page);
  root.classList.toggle('dark', page ? luminance(page) < 0.25 : darkOtherwise);
  for (const name of [...OURS, ...TOLD_BY]) root.style.removeProperty(`--${name}`);
  if (!page) return;
  const own = getComputedStyle(root);
  const colours = themeColours(page, read, (name) => parseColour(own.getPropertyValue(`--${name}`)));
  for (const [name, colour] of colours) root.style.setProperty(`--${name}`, cssColour(colour));
}

/** A theme may have colours that cannot be read on one another; they are moved until they can. */
function themeColours(
  page: Colour,
  read: ReadColour,
  readOwn: (name: (typeof TOLD_BY)[number]) => Colour | null,
): readonly (readonly [string, Colour])[] {
  const card = read(NAMES.card, page) ?? page;
  const grounds = [page, card];
  const strongest = luminance(page) < 0.25 ? WHITE : BLACK;
  const text = readableOn(read(NAMES.text, page) ?? strongest, grounds, strongest, 7);
  // As chips and banners are.
  const tinted = grounds.map((ground) => mix(ground, text, TINT));
  const accent = read(NAMES.accent);
  const line = read(NAMES.line, card) ?? mix(card, text, FAINT);
  return [
    ['page', page],
    ['card', card],
    ['text', text],
    ['text-quiet', readableOn(read(NAMES.quiet, page) ?? text, tinted, text)],
    ...TOLD_BY.flatMap((name) => {
      const own = readOwn(name);
      return own ? ([[name, readableOn(own, grounds, strongest)]] as const) : [];
    }),
    ['line', line],
    ...(accent
      ? ([
          ['accent', accent],
          ['accent-text', readableOn(accent, grounds, strongest)],
          ['on-accent', contrast(WHITE, accent) >= 4.5 ? WHITE : BLACK],
        ] as const)
      : []),
  ];
}
