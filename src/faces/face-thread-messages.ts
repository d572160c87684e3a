import type { ErrorCode } from '../domain/concierge-error.ts';
import type { FaceSearch, FoundFace, RgbPicture } from '../ports/face-engine.ts';

/** What a thread is asked, by the number of the call. */
export type FaceCall =
  | { readonly kind: 'find'; readonly picture: RgbPicture; readonly search: FaceSearch }
  | { readonly kind: 'describe'; readonly aligned: Uint8Array };

export type ToFaceThread = FaceCall & { readonly id: number };

/** Both sides are of one process and one build. */
export type FromFaceThread =
  | { readonly kind: 'found'; readonly id: number; readonly faces: FoundFace[] }
  | { readonly kind: 'described'; readonly id: number; readonly embedding: number[] }
  | { readonly kind: 'failed'; readonly id: number; readonly code: ErrorCode; readonly message: string };
