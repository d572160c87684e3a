import { type BoundingBox, clipBox } from '../domain/bounding-box.ts';
import type { FullFrame } from '../ports/frame-source.ts';

/** Sample points a side: enough to compare views, and the same work for a far bird and a near face in 4K. */
const GRID = 48;

/** Variance of the Laplacian of luma (of green, in RGB) on a grid inside the box; 0 for a box too small to judge. */
export function sharpness(frame: FullFrame, box: BoundingBox): number {
  const { startX, startY, endX, endY } = clipBox(box, frame.width, frame.height);
  const pixel = frame.layout === 'rgb24' ? 3 : 1;
  const offset = frame.layout === 'rgb24' ? 1 : 0;
  const luma = (x: number, y: number) => frame.data[(y * frame.width + x) * pixel + offset] ?? 0;
  const stepX = Math.max(1, (endX - startX) / GRID);
  const stepY = Math.max(1, (endY - startY) / GRID);
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let gridY = startY + 1; gridY < endY - 1; gridY += stepY) {
    const y = Math.floor(gridY);
    for (let gridX = startX + 1; gridX < endX - 1; gridX += stepX) {
      const x = Math.floor(gridX);
      const value = 4 * luma(x, y) - luma(x - 1, y) - luma(x + 1, y) - luma(x, y - 1) - luma(x, y + 1);
      count++;
      sum += value;
      squares += value * value;
    }
  }
  return count === 0 ? 0 : squares / count - (sum / count) ** 2;
}
