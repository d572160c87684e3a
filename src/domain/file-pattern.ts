/** The parts of a time that a pattern may name, in the order in which they make a stamp. */
export const TIME_PARTS = ['YYYY', 'MM', 'DD', 'hh', 'mm', 'ss'] as const;

export type TimePart = (typeof TIME_PARTS)[number];

/** One piece of a pattern. Text is folded (see foldName). */
export type PatternToken =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'time'; readonly part: TimePart }
  | { readonly kind: 'channel' }
  | { readonly kind: 'camera' }
  | { readonly kind: 'any' };

/** A file pattern, parsed: a list of tokens for each folder and the last for the file's name. */
export interface FilePattern {
  readonly segments: readonly (readonly PatternToken[])[];
  readonly namesCamera: boolean;
  /** Without one, any picture or clip fits: endings are not compared. */
  readonly hasEnding: boolean;
}

export type ParsedFilePattern =
  | { readonly kind: 'fine'; readonly pattern: FilePattern }
  | { readonly kind: 'bad'; readonly why: string };

const MAX_LENGTH = 300;
const ENDING = /\.(?:jpe?g|mp4|mkv|dav|mov)$/i;
const PIECES = /\{[^{}]*\}|[^{}*]+|[{}*]/g;
const PLACEHOLDERS = ['camera', 'channel', ...TIME_PARTS];

/**
 * Parses what a user writes for the path and name of a camera's files, such as
 * `{camera}/{YYYY}-{MM}-{DD}/{hh}{mm}{ss}*.jpg`. `*` is any run of characters within one folder's or file's name. It is
 * no regular expression, so that no pattern can cost more than its length times that of a path.
 */
export function parseFilePattern(source: string): ParsedFilePattern {
  const bad = (why: string): ParsedFilePattern => ({ kind: 'bad', why });
  if (source.length > MAX_LENGTH) return bad(`has ${source.length} characters: at most ${MAX_LENGTH} are taken`);
  if (source.includes('\\')) return bad('holds a "\\": folders are separated by "/"');
  const names = source
    .normalize('NFC')
    .split('/')
    .filter((name) => name !== '');
  if (names.length === 0) return bad('is empty: something such as {camera}/{YYYY}{MM}{DD}_{hh}{mm}{ss} is expected');
  const hidden = names.find((name) => name.startsWith('.'));
  if (hidden !== undefined) return bad(`holds "${hidden}": no name may begin with a dot`);

  const segments: PatternToken[][] = [];
  for (const name of names) {
    const tokens = parseSegment(name);
    if (typeof tokens === 'string') return bad(tokens);
    segments.push(tokens);
  }
  const tokens = segments.flat();
  const fault = faultOfCamera(tokens) ?? faultOfTime(tokens);
  if (fault !== null) return bad(fault);
  const namesCamera = tokens.some((token) => token.kind === 'camera');
  return { kind: 'fine', pattern: { segments, namesCamera, hasEnding: ENDING.test(names.at(-1) ?? '') } };
}

/** Case does not count. Every character keeps its place, so that what is found can be cut out of the original. */
export function foldName(text: string): string {
  return text.replaceAll(/\P{ASCII}|[A-Z]/gu, (character) => {
    const lower = character.toLowerCase();
    return lower.length === character.length ? lower : character;
  });
}

/** The tokens, or what is wrong. */
function parseSegment(name: string): PatternToken[] | string {
  const tokens: PatternToken[] = [];
  for (const [piece] of name.matchAll(PIECES)) {
    const token = tokenOf(piece);
    if (typeof token === 'string') return token;
    const before = tokens.at(-1);
    if (before && isRun(before) && isRun(token)) {
      return `does not say in "${name}" where ${wordOf(before)} ends and ${wordOf(token)} begins`;
    }
    tokens.push(token);
  }
  return tokens;
}

function tokenOf(piece: string): PatternToken | string {
  if (piece === '*') return { kind: 'any' };
  if (piece === '{' || piece === '}') return `has a single "${piece}": placeholders are written as {camera}`;
  if (!piece.startsWith('{')) return { kind: 'text', text: foldName(piece) };
  const name = piece.slice(1, -1);
  if (name === 'camera' || name === 'channel') return { kind: name };
  const part = TIME_PARTS.find((candidate) => candidate === name);
  if (part) return { kind: 'time', part };
  const known = PLACEHOLDERS.map((placeholder) => `{${placeholder}}`).join(', ');
  return `holds ${piece}, which is no placeholder; these are: ${known}`;
}

/** Of no fixed length, and of any character. */
function isRun({ kind }: PatternToken): boolean {
  return kind === 'any' || kind === 'camera';
}

function wordOf({ kind }: PatternToken): string {
  return kind === 'any' ? '*' : `{${kind}}`;
}

function faultOfCamera(tokens: readonly PatternToken[]): string | null {
  const count = tokens.filter((token) => token.kind === 'camera').length;
  return count > 1 ? 'holds {camera} more than once: write * in the other place' : null;
}

/** A pattern may leave the time out, but a time needs its date. */
function faultOfTime(tokens: readonly PatternToken[]): string | null {
  const parts = new Set(tokens.map((token) => (token.kind === 'time' ? token.part : null)));
  if (!TIME_PARTS.some((part) => parts.has(part))) return null;
  const missing = TIME_PARTS.filter((part) => part !== 'ss' && !parts.has(part));
  if (missing.length === 0) return null;
  const list = missing.map((part) => `{${part}}`).join(', ');
  return `lacks ${list}: a time needs all of its parts, seconds aside. Write * for parts that are not to be read`;
}
