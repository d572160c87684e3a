/** Runs one piece of work after another, in the order in which they came. */
export class InTurn {
  #last: Promise<unknown> = Promise.resolve();

  run<Result>(work: () => Promise<Result>): Promise<Result> {
    const own = this.#last.then(work, work);
    this.#last = own.catch(() => {});
    return own;
  }
}
