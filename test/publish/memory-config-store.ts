import type { ConfigDocument } from '../../src/domain/config-records.ts';
import type { ConfigStore, ReadonlyConfig } from '../../src/ports/config-store.ts';

/** A configuration store without a file. */
export class MemoryConfigStore implements ConfigStore {
  #document: ConfigDocument;
  readonly #listeners = new Set<(document: ReadonlyConfig) => void>();

  constructor(document: ConfigDocument) {
    this.#document = document;
  }

  read(): ReadonlyConfig {
    return this.#document;
  }

  tryOut<Result>(edit: (draft: ConfigDocument) => Result): Result {
    return edit(structuredClone(this.#document));
  }

  parse(): ConfigDocument {
    throw new Error('Nothing comes from elsewhere here.');
  }

  async change<Result>(edit: (draft: ConfigDocument) => Result): Promise<Result> {
    const draft = structuredClone(this.#document);
    const result = edit(draft);
    this.#document = draft;
    for (const listener of this.#listeners) listener(draft);
    return result;
  }

  onChange(listener: (document: ReadonlyConfig) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
