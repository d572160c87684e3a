/** The last lines of a program's complaints, at most 4 kB of them. */
export class BoundedText {
  #text = '';

  add(line: string): void {
    this.#text = `${this.#text}${line}\n`.slice(-4096);
  }

  get text(): string {
    return this.#text;
  }
}
