import { MEDIA_TYPES, type MediaType } from '../domain/media.ts';
import { type MediaPath, parseMediaPath } from '../domain/media-path.ts';
import type { FieldMessages } from './message.ts';

/**
 * Reads the fields of a request's body one after the other and collects what is wrong with any, so that a caller learns
 * everything at once. A field that is missing, null or empty text reads as null; so does a bad one, and it is noted.
 */
export class FieldReader {
  readonly #body: Readonly<Record<string, unknown>>;
  readonly #message: Record<string, string> = {};

  constructor(body: unknown) {
    const usable = isObject(body);
    this.#body = usable ? body : {};
    if (!usable) this.#message['body'] = 'is missing: a JSON object is expected';
  }

  /** Every bad field so far. */
  get message(): FieldMessages {
    return this.#message;
  }

  refuse(field: string, why: string): null {
    this.#message[field] ??= why;
    return null;
  }

  /** As it was sent; undefined when it is missing, null or empty text. */
  value(field: string): unknown {
    const value = Object.hasOwn(this.#body, field) ? this.#body[field] : undefined;
    return value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value;
  }

  /** Text without blanks around it; a number counts as its text. */
  text(field: string): string | null {
    const value = this.value(field);
    if (value === undefined) return null;
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' ? value.trim() : this.refuse(field, 'is no text');
  }

  requiredText(field: string): string | null {
    return this.value(field) === undefined ? this.refuse(field, 'is required') : this.text(field);
  }

  /** A number, or the text of one. */
  number(field: string): number | null {
    const text = this.text(field);
    if (text === null) return null;
    const value = Number(text);
    return Number.isFinite(value) ? value : this.refuse(field, `is "${text}", and no number`);
  }

  /** A whole number, or the text of one. */
  integer(field: string, minimum: number): number | null {
    const value = this.number(field);
    if (value === null) return null;
    const fits = Number.isSafeInteger(value) && value >= minimum;
    return fits ? value : this.refuse(field, `is ${value}: a whole number of at least ${minimum} is expected`);
  }

  mediaPath(field: string): MediaPath | null {
    const text = this.text(field);
    if (text === null) return null;
    return parseMediaPath(text) ?? this.refuse(field, `"${text}" is no path under ROOT_DIR`);
  }

  mediaType(field: string): MediaType | null {
    const text = this.text(field)?.toLowerCase();
    if (text === undefined) return null;
    return MEDIA_TYPES.find((type) => type === text) ?? this.refuse(field, `is "${text}": jpg or mp4 is expected`);
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
