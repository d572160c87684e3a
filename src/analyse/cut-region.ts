import type { BoundingBox } from '../domain/bounding-box.ts';
import type { FullFrame } from '../ports/frame-source.ts';

/** Around the object, of its longer side, so that a picture of it shows where it is. */
const MARGIN = 0.12;

/** The box with its margin inside the frame, on even coordinates, as 4:2:0 chroma needs. */
export function withMargin(box: BoundingBox, frame: { width: number; height: number }): BoundingBox {
  const margin = MARGIN * Math.max(box.endX - box.startX, box.endY - box.startY);
  const even = (value: number) => 2 * Math.floor(value / 2);
  return {
    startX: Math.max(0, even(box.startX - margin)),
    startY: Math.max(0, even(box.startY - margin)),
    endX: Math.min(frame.width, even(box.endX + margin) + 2),
    endY: Math.min(frame.height, even(box.endY + margin) + 2),
  };
}

/** A copy of a part of the frame, so that the frame itself can go. @param region with even start coordinates */
export function cutRegion(frame: FullFrame, region: BoundingBox): FullFrame {
  const width = region.endX - region.startX;
  const height = region.endY - region.startY;
  const data = frame.layout === 'rgb24' ? cutRgb(frame, region) : cutI420(frame, region);
  return { ...frame, width, height, data };
}

function cutRgb(frame: FullFrame, region: BoundingBox): Uint8Array {
  const width = region.endX - region.startX;
  const target = new Uint8Array(width * (region.endY - region.startY) * 3);
  const source = { data: frame.data, offset: 0, stride: frame.width * 3 };
  copyRows(
    source,
    { startX: region.startX * 3, startY: region.startY, endX: region.endX * 3, endY: region.endY },
    target,
  );
  return target;
}

function cutI420(frame: FullFrame, region: BoundingBox): Uint8Array {
  const width = region.endX - region.startX;
  const height = region.endY - region.startY;
  const half = (value: number) => Math.ceil(value / 2);
  const chroma = {
    startX: region.startX / 2,
    startY: region.startY / 2,
    endX: region.startX / 2 + half(width),
    endY: region.startY / 2 + half(height),
  };
  const lumaSize = width * height;
  const chromaSize = half(width) * half(height);
  const target = new Uint8Array(lumaSize + 2 * chromaSize);
  const stride = half(frame.width);
  const u = frame.width * frame.height;
  const v = u + stride * half(frame.height);
  copyRows({ data: frame.data, offset: 0, stride: frame.width }, region, target);
  copyRows({ data: frame.data, offset: u, stride }, chroma, target.subarray(lumaSize));
  copyRows({ data: frame.data, offset: v, stride }, chroma, target.subarray(lumaSize + chromaSize));
  return target;
}

interface Plane {
  readonly data: Uint8Array;
  readonly offset: number;
  readonly stride: number;
}

function copyRows(plane: Plane, { startX, startY, endX, endY }: BoundingBox, target: Uint8Array): void {
  for (let y = startY; y < endY; y++) {
    const from = plane.offset + y * plane.stride;
    target.set(plane.data.subarray(from + startX, from + endX), (y - startY) * (endX - startX));
  }
}
