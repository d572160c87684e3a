/** Boxes before suppression, in pixels of the detector's input. One buffer for all frames, so that a frame allocates nothing. */
export class Candidates {
  /** left, top, right, bottom of each */
  readonly boxes: Float32Array;
  /** 0..1 */
  readonly scores: Float32Array;
  /** Index into COCO_SHAPES. */
  readonly classes: Uint8Array;
  #count = 0;

  constructor(capacity: number) {
    this.boxes = new Float32Array(4 * capacity);
    this.scores = new Float32Array(capacity);
    this.classes = new Uint8Array(capacity);
  }

  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#count = 0;
  }

  /** More than the capacity are dropped. */
  add(left: number, top: number, right: number, bottom: number, score: number, classIndex: number): void {
    if (this.#count === this.scores.length) return;
    const at = 4 * this.#count;
    this.boxes[at] = left;
    this.boxes[at + 1] = top;
    this.boxes[at + 2] = right;
    this.boxes[at + 3] = bottom;
    this.scores[this.#count] = score;
    this.classes[this.#count] = classIndex;
    this.#count++;
  }
}
