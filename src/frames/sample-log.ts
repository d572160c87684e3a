import { BoundedText } from './bounded-text.ts';
import { LineSplitter } from './line-splitter.ts';

/** showinfo's; of what stands before, another thread's message may have taken the place. */
const FRAME_LINE = /\bn:\s*\d+\s+pts:\s*(-?\d+|NOPTS)\s+pts_time:/;
const COMPLAINT = /\[(error|fatal|panic)\]/;

/** Which frame of the clip a sample is, and when it is shown, from the first frame on. */
export interface Sample {
  readonly frameNumber: number;
  readonly timeMs: number;
}

/** Reads what ffmpeg writes to stderr: the place of each sample, and what went wrong. */
export class SampleLog {
  readonly #everyNthFrame: number;
  readonly #lines = new LineSplitter((line) => this.#read(line));
  readonly #complaints = new BoundedText();
  readonly #samples: Sample[] = [];
  #wake: (() => void) | null = null;
  #ended = false;
  #framesSampled = 0;
  #firstPtsUs: number | null = null;
  #lastTimeMs = 0;

  constructor(everyNthFrame: number) {
    this.#everyNthFrame = everyNthFrame;
  }

  push(chunk: Buffer): void {
    this.#lines.push(chunk);
    this.#wake?.();
  }

  end(): void {
    this.#lines.end();
    this.#ended = true;
    this.#wake?.();
  }

  /** The next sample's place; ffmpeg writes it before the sample itself. Null when ffmpeg ended without it. */
  async next(): Promise<Sample | null> {
    while (this.#samples.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#samples.shift() ?? null;
  }

  get complaints(): string {
    return this.#complaints.text;
  }

  #read(line: string): void {
    const pts = FRAME_LINE.exec(line)?.[1];
    if (pts !== undefined) this.#samples.push(this.#sample(Number(pts)));
    else if (COMPLAINT.test(line)) this.#complaints.add(line);
  }

  /** A frame without a time, which few containers can hold, gets its predecessor's. */
  #sample(ptsUs: number): Sample {
    const frameNumber = this.#framesSampled * this.#everyNthFrame;
    this.#framesSampled += 1;
    if (Number.isFinite(ptsUs)) {
      this.#firstPtsUs ??= ptsUs;
      this.#lastTimeMs = Math.max(0, Math.round((ptsUs - this.#firstPtsUs) / 1000));
    }
    return { frameNumber, timeMs: this.#lastTimeMs };
  }
}
