import { type FilePattern, foldName, type PatternToken, TIME_PARTS, type TimePart } from './file-pattern.ts';
import { mediaTypeOf } from './media.ts';
import { fileBase, type MediaPath } from './media-path.ts';

/** What a file's path says, read by a pattern. */
export interface PatternMatch {
  readonly camera: string | null;
  /** YYYYMMDDhhmmss by the camera's clock; it may yet be no date, such as 30 February. */
  readonly stamp: string | null;
  readonly channel: number | null;
  /** The folders before what the pattern describes. */
  readonly folders: readonly string[];
}

/** No file system of ours has longer names, so a longer one fits nothing. It bounds the work. */
const MAX_NAME_LENGTH = 255;
const MAX_CAMERA_LENGTH = 100;
const MAX_CHANNEL_DIGITS = 3;

/** Held while matching, so that digits that are no month are not taken for one. */
const RANGES: Readonly<Record<TimePart, readonly [lowest: number, highest: number]>> = {
  YYYY: [1970, 2199],
  MM: [1, 12],
  DD: [1, 31],
  hh: [0, 23],
  mm: [0, 59],
  ss: [0, 59],
};

interface Capture {
  readonly kind: 'camera' | 'channel' | TimePart;
  readonly text: string;
}

/**
 * Reads a path by a pattern, which describes its end: folders before that may be any. {camera} is as long as it can be,
 * among the names that `isCamera` takes. Null: a picture or clip that does not fit, or neither.
 */
export function matchFilePattern(
  pattern: FilePattern,
  file: MediaPath,
  isCamera: (name: string) => boolean,
): PatternMatch | null {
  if (mediaTypeOf(file) === null) return null;
  const names = (pattern.hasEnding ? file : fileBase(file)).normalize('NFC').split('/');
  const before = names.length - pattern.segments.length;
  if (before < 0) return null;
  const captures: Capture[] = [];
  for (const [index, tokens] of pattern.segments.entries()) {
    const found = matchName(tokens, names[before + index] ?? '', isCamera);
    if (!found) return null;
    captures.push(...found);
  }
  // Of a part that occurs twice, the one nearer to the file's name counts.
  const textOf = (kind: Capture['kind']) => captures.findLast((capture) => capture.kind === kind)?.text ?? null;
  const channel = textOf('channel');
  return {
    camera: textOf('camera'),
    stamp: textOf('YYYY') === null ? null : TIME_PARTS.map((part) => textOf(part) ?? '00').join(''),
    channel: channel === null ? null : Number(channel),
    folders: names.slice(0, before),
  };
}

/** Every pair of a token and a place is looked at once, whatever the pattern. */
function matchName(
  tokens: readonly PatternToken[],
  name: string,
  isCamera: (name: string) => boolean,
): readonly Capture[] | null {
  if (name.length > MAX_NAME_LENGTH) return null;
  const folded = foldName(name);
  const known = new Map<number, readonly Capture[] | null>();

  const match = (index: number, at: number): readonly Capture[] | null => {
    const key = index * (MAX_NAME_LENGTH + 1) + at;
    const before = known.get(key);
    if (before !== undefined) return before;
    const captures = matchFresh(index, at);
    known.set(key, captures);
    return captures;
  };

  const matchFresh = (index: number, at: number): readonly Capture[] | null => {
    const token = tokens[index];
    if (!token) return at === name.length ? [] : null;
    if (token.kind === 'text') {
      return folded.startsWith(token.text, at) ? match(index + 1, at + token.text.length) : null;
    }
    if (token.kind === 'any') return match(index + 1, at) ?? (at < name.length ? match(index, at + 1) : null);
    for (const capture of candidates(token, name, at)) {
      const rest = match(index + 1, at + capture.text.length);
      if (rest && (token.kind !== 'camera' || isCamera(capture.text))) return [capture, ...rest];
    }
    return null;
  };

  return match(0, 0);
}

/** What a placeholder may stand for at this place, the longest first. */
function* candidates(
  token: Exclude<PatternToken, { kind: 'text' | 'any' }>,
  name: string,
  at: number,
): Generator<Capture> {
  if (token.kind === 'time') {
    const text = name.slice(at, at + token.part.length);
    if (isTimePart(token.part, text)) yield { kind: token.part, text };
    return;
  }
  const longest = token.kind === 'camera' ? MAX_CAMERA_LENGTH : MAX_CHANNEL_DIGITS;
  for (let end = Math.min(name.length, at + longest); end > at; end--) {
    const text = name.slice(at, end);
    if (token.kind === 'camera' || /^\d+$/.test(text)) yield { kind: token.kind, text };
  }
}

function isTimePart(part: TimePart, text: string): boolean {
  const [lowest, highest] = RANGES[part];
  return /^\d+$/.test(text) && text.length === part.length && Number(text) >= lowest && Number(text) <= highest;
}
