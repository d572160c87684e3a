import { type EventObject, eventObjects } from '../domain/event-objects.ts';
import type { EventDetails, History } from '../ports/history.ts';

const RESTORE_EVENTS = 200;

/** That a known object was seen. */
export interface ObjectSighting {
  readonly eventId: string;
  readonly object: EventObject;
  /** Of the upload that showed it. */
  readonly receivedAtMs: number;
}

/** Which known object each camera saw last. */
export class ObjectBoard {
  readonly #byCamera = new Map<number, ObjectSighting>();

  /** As after a start. @param clearedAtMs of each camera: what it saw before does not count */
  restore(history: Pick<History, 'events'>, clearedAtMs: (cameraId: number) => number): void {
    for (const event of history.events({ limit: RESTORE_EVENTS }).toReversed()) {
      if (event.assets.some(({ receivedAtMs }) => receivedAtMs > clearedAtMs(event.cameraId))) this.record(event);
    }
  }

  /** An event whose objects are compared anew need not show the same any more. */
  record({ id: eventId, cameraId, assets, tracks }: EventDetails): void {
    const last = this.#byCamera.get(cameraId);
    if (last?.eventId === eventId) this.#byCamera.delete(cameraId);
    const [object] = eventObjects(tracks);
    const receivedAtMs = Math.max(...assets.map((asset) => asset.receivedAtMs));
    if (!object || (last && last.eventId !== eventId && last.receivedAtMs > receivedAtMs)) return;
    this.#byCamera.set(cameraId, { eventId, object, receivedAtMs });
  }

  lastOf(cameraId: number): ObjectSighting | null {
    return this.#byCamera.get(cameraId) ?? null;
  }

  /** As if this camera had seen nothing so far. */
  clear(cameraId: number): void {
    this.#byCamera.delete(cameraId);
  }
}
