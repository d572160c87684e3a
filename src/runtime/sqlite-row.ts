import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';

export type SqlValue = SQLInputValue;

/** One row of an answer, its columns read by name and type. A wrong type is a fault of our own SQL and throws. */
export class SqliteRow {
  readonly #values: Record<string, SQLOutputValue>;

  constructor(values: Record<string, SQLOutputValue>) {
    this.#values = values;
  }

  number(column: string): number {
    const value = this.#values[column];
    if (typeof value !== 'number') throw this.#mismatch(column, 'a number');
    return value;
  }

  text(column: string): string {
    const value = this.#values[column];
    if (typeof value !== 'string') throw this.#mismatch(column, 'a text');
    return value;
  }

  flag(column: string): boolean {
    return this.number(column) !== 0;
  }

  numberOrNull(column: string): number | null {
    return this.#values[column] === null ? null : this.number(column);
  }

  textOrNull(column: string): string | null {
    return this.#values[column] === null ? null : this.text(column);
  }

  bytesOrNull(column: string): Uint8Array | null {
    const value = this.#values[column];
    if (value === null || value instanceof Uint8Array) return value;
    throw this.#mismatch(column, 'bytes');
  }

  #mismatch(column: string, expected: string): TypeError {
    return new TypeError(`Cannot read column "${column}": expected ${expected}, got ${typeof this.#values[column]}.`);
  }
}
