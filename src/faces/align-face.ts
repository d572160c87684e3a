import type { Face } from '../domain/face.ts';
import type { RgbPicture } from '../ports/face-engine.ts';

/** What the embedding takes, and how much around dlib's mean face is seen, as a share of it. */
export const ALIGNED_PX = 150;
const PADDING = 0.25;

type Point = Face['landmarks']['nose'];

/** dlib's mean face, 0..1: the middles of the eyes, the tip of the nose, the corners of the mouth. */
const MEAN_FACE: Face['landmarks'] = {
  leftEye: { x: 0.2254918, y: 0.2159903 },
  rightEye: { x: 0.7547613, y: 0.2159903 },
  nose: { x: 0.490127, y: 0.515625 },
  leftMouth: { x: 0.254149, y: 0.780233 },
  rightMouth: { x: 0.726104, y: 0.780233 },
};

/** Samples a side for one pixel of the result, when the face is larger than it: enough against aliasing. */
const MOST_SAMPLES = 8;

/** x' = a x - b y + moveX, y' = b x + a y + moveY */
interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly moveX: number;
  readonly moveY: number;
}

/**
 * The face turned upright and scaled to dlib's template, ALIGNED_PX a side, 3 bytes a pixel; black beyond the picture.
 * The transformation is the least-squares similarity (Umeyama, 1991) between the landmarks and the mean face.
 */
export function alignFace(picture: RgbPicture, landmarks: Face['landmarks']): Uint8Array {
  const toPicture = similarity(pointsOf(MEAN_FACE).map(inTemplate), pointsOf(landmarks));
  const scale = Math.hypot(toPicture.a, toPicture.b);
  const samples = Math.max(1, Math.min(MOST_SAMPLES, Math.round(scale)));
  const aligned = new Uint8Array(3 * ALIGNED_PX * ALIGNED_PX);
  const sum = new Float64Array(3);
  for (let y = 0; y < ALIGNED_PX; y++) {
    for (let x = 0; x < ALIGNED_PX; x++) {
      sum.fill(0);
      for (let sample = 0; sample < samples * samples; sample++) {
        const atX = x + ((sample % samples) + 0.5) / samples - 0.5;
        const atY = y + (Math.floor(sample / samples) + 0.5) / samples - 0.5;
        const { a, b, moveX, moveY } = toPicture;
        addPixel(picture, a * atX - b * atY + moveX, b * atX + a * atY + moveY, sum);
      }
      const to = 3 * (y * ALIGNED_PX + x);
      for (let channel = 0; channel < 3; channel++) {
        aligned[to + channel] = Math.round((sum[channel] ?? 0) / (samples * samples));
      }
    }
  }
  return aligned;
}

/** An aligned face, left and right changed. */
export function mirror(aligned: Uint8Array): Uint8Array {
  const mirrored = new Uint8Array(aligned.length);
  for (let from = 0; from < aligned.length; from += 3) {
    const column = (from / 3) % ALIGNED_PX;
    mirrored.set(aligned.subarray(from, from + 3), from + 3 * (ALIGNED_PX - 1 - 2 * column));
  }
  return mirrored;
}

function inTemplate({ x, y }: Point): Point {
  const scale = ALIGNED_PX / (2 * PADDING + 1);
  return { x: (PADDING + x) * scale, y: (PADDING + y) * scale };
}

function pointsOf({ leftEye, rightEye, nose, leftMouth, rightMouth }: Face['landmarks']): Point[] {
  return [leftEye, rightEye, nose, leftMouth, rightMouth];
}

function similarity(from: readonly Point[], to: readonly Point[]): Similarity {
  const [fromMean, toMean] = [meanOf(from), meanOf(to)];
  let [along, across, spread] = [0, 0, 0];
  for (const [index, point] of from.entries()) {
    const target = to[index] ?? point;
    const [x, y] = [point.x - fromMean.x, point.y - fromMean.y];
    const [u, v] = [target.x - toMean.x, target.y - toMean.y];
    along += x * u + y * v;
    across += x * v - y * u;
    spread += x * x + y * y;
  }
  const [a, b] = [along / spread, across / spread];
  return {
    a,
    b,
    moveX: toMean.x - a * fromMean.x + b * fromMean.y,
    moveY: toMean.y - b * fromMean.x - a * fromMean.y,
  };
}

function meanOf(points: readonly Point[]): Point {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/** Bilinear. */
function addPixel({ width, height, data }: RgbPicture, x: number, y: number, sum: Float64Array): void {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  for (let corner = 0; corner < 4; corner++) {
    const [column, row] = [left + (corner & 1), top + (corner >> 1)];
    if (column < 0 || row < 0 || column >= width || row >= height) continue;
    const weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
    const from = 3 * (row * width + column);
    sum[0] = (sum[0] ?? 0) + weight * (data[from] ?? 0);
    sum[1] = (sum[1] ?? 0) + weight * (data[from + 1] ?? 0);
    sum[2] = (sum[2] ?? 0) + weight * (data[from + 2] ?? 0);
  }
}
