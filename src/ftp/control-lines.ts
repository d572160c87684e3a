import { isUtf8 } from 'node:buffer';

const LF = 0x0a;
const FIRST_TELNET_BYTE = 0xf0;

/** What came in: whole lines, or that the sender exceeds the bound and must go. */
export type ReadLines = { readonly kind: 'lines'; readonly lines: readonly string[] } | { readonly kind: 'too long' };

/**
 * Cuts the control connection's bytes into command lines, however they are split or joined on the way. Keeps at most
 * `maxLineBytes` of an unfinished one.
 */
export class ControlLines {
  readonly #maxLineBytes: number;
  #rest: Buffer = Buffer.alloc(0);

  constructor(maxLineBytes: number) {
    this.#maxLineBytes = maxLineBytes;
  }

  /** Part of a line is there, its end is not. */
  get hasRest(): boolean {
    return this.#rest.length > 0;
  }

  push(chunk: Buffer): ReadLines {
    const lines: string[] = [];
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (let end = bytes.indexOf(LF); end !== -1; end = bytes.indexOf(LF)) {
      if (end > this.#maxLineBytes) return { kind: 'too long' };
      const line = decodeLine(bytes.subarray(0, end));
      if (line !== '') lines.push(line);
      bytes = bytes.subarray(end + 1);
    }
    if (bytes.length > this.#maxLineBytes) return { kind: 'too long' };
    // A copy, so that a few bytes do not keep a whole network buffer alive.
    this.#rest = Buffer.from(bytes);
    return { kind: 'lines', lines };
  }
}

/** UTF-8 where it is that, else Latin-1, as older cameras name their files. Telnet's signs before ABOR are skipped. */
function decodeLine(line: Buffer): string {
  let start = 0;
  while (start < line.length && (line[start] ?? 0) >= FIRST_TELNET_BYTE) start++;
  const bytes = line.subarray(start);
  const text = isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1');
  return text.replace(/\r$/, '');
}
