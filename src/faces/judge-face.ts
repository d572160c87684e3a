import { type BoundingBox, boxArea } from '../domain/bounding-box.ts';
import type { Face } from '../domain/face.ts';
import type { RgbPicture } from '../ports/face-engine.ts';
import type { DetectedFace } from './face-detector.ts';
import { faceSharpness } from './face-sharpness.ts';

/** Narrower faces are told apart too badly: 97 % at 40 px, 83 % at 28 px (dlib, one in a thousand false). */
const MIN_WIDTH_PX = 40;
/** From this width on a face gains nothing by being larger. */
const FULL_WIDTH_PX = 110;
const MIN_EDGE = 0.8;
const MIN_FRONTALITY = 0.2;
const MIN_SHARPNESS = 0.03;

/** How well a face can be told from others, and whether well enough. @param frame as FaceSearch has it */
export function judgeFace(
  picture: RgbPicture,
  face: DetectedFace,
  frame: BoundingBox,
): Pick<Face, 'quality' | 'fault'> {
  const widthPx = face.box.endX - face.box.startX;
  const frontality = frontalityOf(face.landmarks);
  const edge = shareInside(face.box, frame);
  const sharpness = faceSharpness(picture, face.box);
  const size = Math.min(1, widthPx / FULL_WIDTH_PX);
  const score = Math.sqrt(size) * Math.sqrt(sharpness) * (0.3 + 0.7 * frontality) * edge * face.confidence;
  const quality = { score, widthPx, sharpness, frontality, edge };
  return { quality, fault: faultOf(face, quality) };
}

function faultOf(face: DetectedFace, quality: Omit<Face['quality'], 'score'>): Face['fault'] {
  if (!isPlausible(face)) return 'no face';
  if (quality.widthPx < MIN_WIDTH_PX) return 'too small';
  if (quality.edge < MIN_EDGE) return 'cut off';
  if (quality.frontality < MIN_FRONTALITY) return 'turned away';
  return quality.sharpness < MIN_SHARPNESS ? 'blurred' : null;
}

/** Eyes above nose above mouth along the face's own axis, not too close together, and all about inside the box. */
function isPlausible({ box, landmarks }: DetectedFace): boolean {
  const { eyes, mouth, down } = axisOf(landmarks);
  const [width, height] = [box.endX - box.startX, box.endY - box.startY];
  const along = (point: { x: number; y: number }) => (point.x - eyes.x) * down.x + (point.y - eyes.y) * down.y;
  const length = along(mouth);
  const nose = along(landmarks.nose) / length;
  const inside = Object.values(landmarks).every(
    ({ x, y }) =>
      x > box.startX - 0.2 * width &&
      x < box.endX + 0.2 * width &&
      y > box.startY - 0.2 * height &&
      y < box.endY + 0.2 * height,
  );
  return inside && length > 0.15 * height && nose > 0.05 && nose < 1;
}

/** How far the nose is from the middle line between the eyes and the mouth, in halves of what lies between the eyes. */
function frontalityOf(landmarks: Face['landmarks']): number {
  const { eyes, mouth, down } = axisOf(landmarks);
  const across = (point: { x: number; y: number }) => (point.x - eyes.x) * -down.y + (point.y - eyes.y) * down.x;
  const length = Math.hypot(mouth.x - eyes.x, mouth.y - eyes.y);
  const eyeDistance = Math.hypot(
    landmarks.rightEye.x - landmarks.leftEye.x,
    landmarks.rightEye.y - landmarks.leftEye.y,
  );
  if (length === 0 || eyeDistance === 0) return 0;
  const yaw = Math.abs(across(landmarks.nose)) / eyeDistance;
  // Eyes of a profile fall together: a frontal face's are about as far apart as they are from the mouth.
  const narrow = Math.min(1, eyeDistance / (0.55 * length));
  return Math.max(0, 1 - yaw / 0.65) * narrow;
}

/** The middles of eyes and mouth, and the direction from one to the other. */
function axisOf({ leftEye, rightEye, leftMouth, rightMouth }: Face['landmarks']) {
  const eyes = { x: (leftEye.x + rightEye.x) / 2, y: (leftEye.y + rightEye.y) / 2 };
  const mouth = { x: (leftMouth.x + rightMouth.x) / 2, y: (leftMouth.y + rightMouth.y) / 2 };
  const length = Math.hypot(mouth.x - eyes.x, mouth.y - eyes.y) || 1;
  return { eyes, mouth, down: { x: (mouth.x - eyes.x) / length, y: (mouth.y - eyes.y) / length } };
}

function shareInside(box: BoundingBox, frame: BoundingBox): number {
  const inside = {
    startX: Math.max(box.startX, frame.startX),
    startY: Math.max(box.startY, frame.startY),
    endX: Math.min(box.endX, frame.endX),
    endY: Math.min(box.endY, frame.endY),
  };
  return boxArea(inside) / Math.max(1, boxArea(box));
}
