import type { Face } from '../domain/face.ts';

/** The same face, seen from where a region begins to where its frame does. */
export function moveFace<Found extends Pick<Face, 'box' | 'landmarks'>>(
  face: Found,
  { startX, startY }: { readonly startX: number; readonly startY: number },
): Found {
  const { box, landmarks } = face;
  const place = ({ x, y }: { x: number; y: number }) => ({ x: x + startX, y: y + startY });
  return {
    ...face,
    box: {
      startX: box.startX + startX,
      startY: box.startY + startY,
      endX: box.endX + startX,
      endY: box.endY + startY,
    },
    landmarks: {
      leftEye: place(landmarks.leftEye),
      rightEye: place(landmarks.rightEye),
      nose: place(landmarks.nose),
      leftMouth: place(landmarks.leftMouth),
      rightMouth: place(landmarks.rightMouth),
    },
  };
}
