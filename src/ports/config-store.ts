import type { ConfigDocument } from '../domain/config-records.ts';
import type { DeepReadonly } from '../domain/deep-readonly.ts';

export type ReadonlyConfig = DeepReadonly<ConfigDocument>;

/** Cameras, profiles and the rest that people edit: one document, always valid, written atomically. */
export interface ConfigStore {
  /** The document as it is now; a later change makes a new one. */
  read(): ReadonlyConfig;
  /**
   * Applies `edit` to a copy; the copy is validated, written, and then becomes the document.
   * @throws ConciergeError CONFIG_INVALID and nothing changed, when the result is not valid.
   */
  change<Result>(edit: (draft: ConfigDocument) => Result): Promise<Result>;
  /**
   * What `change` would answer; nothing changes.
   * @throws ConciergeError CONFIG_INVALID, as `change` would.
   */
  tryOut<Result>(edit: (draft: ConfigDocument) => Result): Result;
  /**
   * Reads a document from elsewhere as if it were this one, of this or an older version; nothing changes.
   * @throws ConciergeError CONFIG_INVALID, as `change` would.
   */
  parse(document: unknown): ConfigDocument;
  /** Called after every change. The answer unsubscribes. */
  onChange(listener: (document: ReadonlyConfig) => void): () => void;
}
