import type { Service } from '../runtime/service.ts';

/** Whoever is told of what was seen. Calls return at once; a sink queues, coalesces and retries by itself. */
export interface DetectionSink extends Service {
  /** An upload or a report: something moved. */
  motion(cameraId: number, atMs: number): void;
  /** An event has new or refined shapes; the sink reads the event from history. */
  eventChanged(eventId: string): void;
  /** An event that was told earlier is seen otherwise now: analysed again, or by other people. It is no news. */
  eventRevised(eventId: string): void;
  /** The queue's length changed. */
  queueChanged(): void;
}
