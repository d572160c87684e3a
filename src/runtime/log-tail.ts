/** The last lines of the log, for whoever cannot read the add-on's own. */
export class LogTail {
  readonly #most: number;
  #lines: string[] = [];

  constructor(most = 400) {
    this.#most = most;
  }

  /** As a stream that the log is written to. */
  write(text: string): void {
    const added = text.split('\n').filter((line) => line !== '');
    this.#lines = [...this.#lines, ...added].slice(-this.#most);
  }

  /** The oldest first. */
  lines(): readonly string[] {
    return this.#lines;
  }
}
