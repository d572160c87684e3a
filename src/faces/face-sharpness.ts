import type { BoundingBox } from '../domain/bounding-box.ts';
import type { RgbPicture } from '../ports/face-engine.ts';

/** Faces are compared at this width: what is lost beyond it, the embedding does not see either. */
const WIDTH = 64;
/** Variance of the Laplacian, as a share of that of luma, at which a face counts as half sharp. */
const HALF_SHARP = 0.25;

/** 0..1: how much fine detail the face holds for its contrast, so that a dim picture is no blurred one. */
export function faceSharpness(picture: RgbPicture, box: BoundingBox): number {
  const luma = lumaAt(picture, box);
  if (!luma) return 0;
  const { width, height, values } = luma;
  const at = (x: number, y: number) => values[y * width + x] ?? 0;
  let [count, sum, squares, lumaSum, lumaSquares] = [0, 0, 0, 0, 0];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const value = at(x, y);
      const laplacian = 4 * value - at(x - 1, y) - at(x + 1, y) - at(x, y - 1) - at(x, y + 1);
      count++;
      sum += laplacian;
      squares += laplacian ** 2;
      lumaSum += value;
      lumaSquares += value ** 2;
    }
  }
  if (count === 0) return 0;
  const contrast = lumaSquares / count - (lumaSum / count) ** 2;
  const share = (squares / count - (sum / count) ** 2) / (contrast + 1);
  return share / (share + HALF_SHARP);
}

/** Green as luma, the mean of all pixels that fall together; not enlarged. */
function lumaAt({ width, height, data }: RgbPicture, box: BoundingBox) {
  const [left, top] = [Math.max(0, Math.floor(box.startX)), Math.max(0, Math.floor(box.startY))];
  const right = Math.min(width, Math.ceil(box.endX));
  const bottom = Math.min(height, Math.ceil(box.endY));
  const step = Math.max(1, (box.endX - box.startX) / WIDTH);
  const columns = Math.floor((right - left) / step);
  const rows = Math.floor((bottom - top) / step);
  if (columns < 3 || rows < 3) return null;
  const values = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let [sum, count] = [0, 0];
      for (let y = Math.floor(top + row * step); y < Math.floor(top + (row + 1) * step); y++) {
        for (let x = Math.floor(left + column * step); x < Math.floor(left + (column + 1) * step); x++) {
          sum += data[3 * (y * width + x) + 1] ?? 0;
          count++;
        }
      }
      values[row * columns + column] = count === 0 ? 0 : sum / count;
    }
  }
  return { width: columns, height: rows, values };
}
