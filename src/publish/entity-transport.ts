import type { CameraDevice } from './camera-device.ts';
import type { CameraState } from './camera-state.ts';
import type { DetectionMessage } from './detection-message.ts';
import type { Session } from './session.ts';

export type TransportState =
  | { readonly kind: 'ready' }
  /** Home Assistant lacks what this transport needs. `advice`: what the user can do. */
  | { readonly kind: 'absent'; readonly advice: string }
  | { readonly kind: 'failing'; readonly reason: string };

/**
 * A way to give Home Assistant real entities. What is shown is a desired state: the transport brings Home Assistant to it
 * whenever a session is attached, as often as it takes, and sends nothing that Home Assistant has already. Calls return
 * at once.
 */
export interface EntityTransport {
  readonly state: TransportState;
  /** From now on through this session, from the beginning. It ends with the session. */
  attach(session: Session): void;
  /** All cameras; one that was shown before and is missing goes away with its entities. */
  showDevices(devices: readonly CameraDevice[]): void;
  /** @param queueLength clips of this camera that wait */
  showCamera(device: CameraDevice, state: CameraState, queueLength: number): void;
  /** @param queueLength everything that waits */
  showHub(queueLength: number): void;
  /** Something moved just now. */
  motion(device: CameraDevice): void;
  /** Told at most once, and not at all after `notAfterMs`. */
  detection(device: CameraDevice, message: DetectionMessage, notAfterMs: number): void;
  /** Says that we go, as far as that can be done within a short time. */
  signOff(): Promise<void>;
}
