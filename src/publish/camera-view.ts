import type { CameraDevice } from './camera-device.ts';
import type { CameraState } from './camera-state.ts';
import type { FaceSighting } from './face-board.ts';
import type { ObjectSighting } from './object-board.ts';

/** All that a camera's entities are made of. */
export interface CameraView {
  readonly device: CameraDevice;
  readonly state: CameraState;
  readonly lastFace: FaceSighting | null;
  readonly lastObject: ObjectSighting | null;
  /** Its clips that wait. */
  readonly queueLength: number;
}
