import type { TranscriptLine } from '../ports/ftp-sessions.ts';

const KEPT_AT_EACH_END = 60;
const MAX_TEXT = 200;

/** The beginning of a conversation and its end, which tell what went wrong; of a long one the middle is left out. */
export class Transcript {
  readonly #first: TranscriptLine[] = [];
  #last: TranscriptLine[] = [];
  #leftOut = 0;

  add(line: TranscriptLine): void {
    const text = printable(line.text);
    const short = { ...line, text: text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text };
    if (this.#first.length < KEPT_AT_EACH_END) this.#first.push(short);
    else this.#last.push(short);
    if (this.#last.length >= 2 * KEPT_AT_EACH_END) {
      this.#leftOut += this.#last.length - KEPT_AT_EACH_END;
      this.#last = this.#last.slice(-KEPT_AT_EACH_END);
    }
  }

  get lines(): readonly TranscriptLine[] {
    return [...this.#first, ...this.#last.slice(-KEPT_AT_EACH_END)];
  }

  get leftOut(): number {
    return this.#leftOut + Math.max(0, this.#last.length - KEPT_AT_EACH_END);
  }
}

function printable(text: string): string {
  return text.slice(0, 2 * MAX_TEXT).replaceAll(/\p{C}/gu, '·');
}
