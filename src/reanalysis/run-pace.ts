/** So many files tell how long the rest takes; fewer than `LEAST` tell nothing. */
const REMEMBERED = 30;
const LEAST = 3;

/** How quickly a run gets on just now: new uploads, long clips and a busy machine change it all the time. */
export class RunPace {
  #samples: { readonly atMs: number; readonly done: number }[] = [];

  /** @param done files of the run so far */
  note(done: number, atMs: number): void {
    if (this.#samples.at(-1)?.done === done) return;
    this.#samples = [...this.#samples, { atMs, done }].slice(-REMEMBERED);
  }

  /** As after a pause: what was before says nothing. */
  forget(): void {
    this.#samples = [];
  }

  /** Null: cannot be told yet. A standstill makes it longer. */
  leftMs(filesLeft: number, nowMs: number): number | null {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.done - first.done < LEAST) return null;
    return (filesLeft * Math.max(0, nowMs - first.atMs)) / (last.done - first.done);
  }
}
