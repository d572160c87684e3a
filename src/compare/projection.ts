import { readFile } from 'node:fs/promises';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { APPEARANCE_LENGTH } from '../domain/appearance.ts';

/** Little-endian numbers as base64: `mean` and `scales` of 4 bytes, `rows` of one, row by row. */
const ProjectionSchema = Type.Object({
  length: Type.Literal(APPEARANCE_LENGTH),
  mean: Type.String(),
  scales: Type.String(),
  rows: Type.String(),
});

/** What script/appearance/train.py learnt: which of what is seen tells one object from others of its kind. */
export class Projection {
  readonly #mean: Float32Array;
  readonly #scales: Float32Array;
  readonly #rows: Int8Array;

  constructor({ mean, scales, rows }: Static<typeof ProjectionSchema>) {
    this.#mean = floats(mean);
    this.#scales = floats(scales);
    const bytes = Buffer.from(rows, 'base64');
    this.#rows = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  static async read(file: URL): Promise<Projection> {
    const json: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (!Value.Check(ProjectionSchema, json)) throw new TypeError(`"${file.pathname}" is no projection.`);
    return new Projection(json);
  }

  /** APPEARANCE_LENGTH numbers of length 1 together. @param seen as RawAppearance answers it */
  reduce(seen: Float32Array): number[] {
    const centred = seen.map((value, index) => value - (this.#mean[index] ?? 0));
    const reduced = Array.from(this.#scales, (scale, row) => {
      const from = row * centred.length;
      return scale * centred.reduce((sum, value, index) => sum + value * (this.#rows[from + index] ?? 0), 0);
    });
    const length = Math.hypot(...reduced) || 1;
    return reduced.map((value) => value / length);
  }
}

function floats(base64: string): Float32Array {
  // A copy of its own, as a view must begin at a multiple of four.
  return new Float32Array(new Uint8Array(Buffer.from(base64, 'base64')).buffer);
}
