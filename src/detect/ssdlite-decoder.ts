import type { DetectorInput } from '../ports/detector.ts';
import type { Candidates } from './candidates.ts';
import type { ModelDecoder, ModelOutputs } from './decoder.ts';

const ANCHORS = 1917;
/** COCO's category numbers, 0 for the background. */
const SLOTS = 91;
const UNUSED: ReadonlySet<number> = new Set([0, 12, 26, 29, 30, 45, 66, 68, 69, 71, 83]);
/** The slots of the 80 classes, in the order of COCO_SHAPES. */
const CLASS_SLOTS = Array.from({ length: SLOTS }, (_, slot) => slot).filter((slot) => !UNUSED.has(slot));
const CLASS_OF_SLOT = Int8Array.from({ length: SLOTS }, (_, slot) => CLASS_SLOTS.indexOf(slot));

/** SSDLite as our conversion writes it: boxes and scores are decoded, the model takes the planes as they are. */
export function createSsdliteDecoder(input: DetectorInput): ModelDecoder {
  return {
    inputName: 'planes',
    inputType: 'uint8',
    outputShapes: { boxes: [1, ANCHORS, 4], scores: [1, ANCHORS, SLOTS] },
    overlapLimit: 0.5,
    fillInput: (planes, tensor) => tensor.set(planes),
    collect: (outputs, minConfidence, candidates) => collect(input, outputs, minConfidence, candidates),
  };
}

function collect(input: DetectorInput, outputs: ModelOutputs, minConfidence: number, candidates: Candidates): void {
  const { boxes = new Float32Array(), scores = new Float32Array() } = outputs;
  for (let anchor = 0; anchor < ANCHORS; anchor++) {
    const slot = bestSlot(scores, anchor * SLOTS, minConfidence);
    if (slot < 0) continue;
    const [top = 0, left = 0, bottom = 0, right = 0] = boxes.subarray(4 * anchor, 4 * anchor + 4);
    const score = scores[anchor * SLOTS + slot] ?? 0;
    const { width, height } = input;
    candidates.add(left * width, top * height, right * width, bottom * height, score, CLASS_OF_SLOT[slot] ?? 0);
  }
}

/** The class's slot with the highest score from `minConfidence` on, or -1. */
function bestSlot(scores: Float32Array, row: number, minConfidence: number): number {
  let best = -1;
  let score = minConfidence;
  for (let slot = 1; slot < SLOTS; slot++) {
    const value = scores[row + slot] ?? 0;
    // Nearly every one ends at the first comparison.
    if (value < score || (value === score && best >= 0) || UNUSED.has(slot)) continue;
    best = slot;
    score = value;
  }
  return best;
}
