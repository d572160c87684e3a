import { convertAppearance } from './appearance-conversion.ts';
import { convertFaceApi } from './convert-face-api.ts';
import { convertTfjsSsdlite } from './convert-tfjs-ssdlite.ts';
import { convertFaceEmbedding } from './face-embedding-conversion.ts';
import { convertFaceLandmarks } from './face-landmarks-conversion.ts';
import { convertFaceSsd } from './face-ssd-conversion.ts';
import { convertSsdlite } from './ssdlite-conversion.ts';

export const CONVERSION_NAMES = [
  'tfjs-ssdlite',
  'tfjs-appearance',
  'face-api-ssd',
  'face-api-landmarks',
  'face-api-embedding',
] as const;
type ConversionName = (typeof CONVERSION_NAMES)[number];

/** By the catalogue's name: from the folder that a package's files are in to an ONNX file's bytes. */
export const CONVERSIONS: Readonly<Record<ConversionName, (folder: string) => Promise<Uint8Array>>> = {
  'tfjs-ssdlite': (folder) => convertTfjsSsdlite(folder, convertSsdlite),
  'tfjs-appearance': (folder) => convertTfjsSsdlite(folder, convertAppearance),
  'face-api-ssd': (folder) => convertFaceApi(folder, 'ssd_mobilenetv1_model', convertFaceSsd),
  'face-api-landmarks': (folder) => convertFaceApi(folder, 'face_landmark_68_model', convertFaceLandmarks),
  'face-api-embedding': (folder) => convertFaceApi(folder, 'face_recognition_model', convertFaceEmbedding),
};
