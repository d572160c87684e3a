import type { History } from '../ports/history.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { CameraDevice } from './camera-device.ts';
import { type DetectionMessage, detectionMessage } from './detection-message.ts';
import { cameraDeviceId } from './entities/device-ids.ts';
import type { EntityTransport } from './entity-transport.ts';
import { type FaceMessage, faceMessage } from './face-message.ts';
import type { MediaLinks } from './media-links.ts';
import { type ObjectMessage, objectMessage } from './object-message.ts';
import type { Session } from './session.ts';
import { type ZoneMessage, zoneMessage } from './zone-message.ts';

/** What is older is not told any more. */
const ANNOUNCE_WITHIN_MS = 600_000;
const DETECTION_EVENT = 'concierge_detection';
const ZONE_EVENT = 'concierge_zone_entered';
const FACE_EVENT = 'concierge_face';
const OBJECT_EVENT = 'concierge_object';
const MAX_UNSENT = 1000;

export interface AnnouncerOptions {
  readonly history: Pick<History, 'event' | 'takeAnnouncements' | 'takeFaceAnnouncements' | 'takeObjectNews'>;
  readonly transport: Pick<EntityTransport, 'tell'>;
  readonly links: MediaLinks;
  readonly deviceOf: (cameraId: number) => CameraDevice | null;
  readonly logger: Logger;
  readonly clock: Clock;
}

interface Unsent {
  readonly type: typeof DETECTION_EVENT | typeof ZONE_EVENT | typeof FACE_EVENT | typeof OBJECT_EVENT;
  readonly message: DetectionMessage | ZoneMessage | FaceMessage | ObjectMessage;
  readonly notAfterMs: number;
}

/**
 * Tells of every event once, as soon as Home Assistant can be reached: over the transport, and as Home Assistant's own
 * event, which needs no transport; in the same way of everybody whose face it shows and of known objects; and of every zone that something of
 * it went through, as an event alone. What history has handed out is never told twice.
 */
export class DetectionAnnouncer {
  readonly #options: AnnouncerOptions;
  #unsent: Unsent[] = [];
  #session: Session | null = null;
  #firing = false;
  #refused = false;

  constructor(options: AnnouncerOptions) {
    this.#options = options;
  }

  attach(session: Session): void {
    this.#session = session;
    session.ended.addEventListener('abort', () => this.detach(session), { once: true });
    this.announce();
  }

  detach(session = this.#session): void {
    if (this.#session === session) this.#session = null;
  }

  /** Without a session they stay in history. */
  announce(): void {
    if (!this.#session) return;
    const { history, transport, links, deviceOf, clock } = this.#options;
    for (const { eventId, zone, createdAtMs } of history.takeAnnouncements(clock.nowMs() - ANNOUNCE_WITHIN_MS)) {
      const event = history.event(eventId);
      const device = event && deviceOf(event.cameraId);
      if (!event || !device) continue;
      const notAfterMs = createdAtMs + ANNOUNCE_WITHIN_MS;
      if (zone) {
        const message = zoneMessage(event, zone, device, links, clock.nowMs());
        if (message) this.#keep({ type: ZONE_EVENT, message, notAfterMs });
        continue;
      }
      const message = detectionMessage(event, device, links, clock.nowMs());
      if (!message) continue;
      transport.tell(cameraDeviceId(device.uuid), 'shape_detected', message, notAfterMs);
      this.#keep({ type: DETECTION_EVENT, message, notAfterMs });
    }
    this.#announceFaces();
    this.#announceObjects();
    if (!this.#firing) void this.#fireAll();
  }

  #announceFaces(): void {
    const { history, transport, links, deviceOf, clock } = this.#options;
    for (const face of history.takeFaceAnnouncements(clock.nowMs() - ANNOUNCE_WITHIN_MS)) {
      const event = history.event(face.eventId);
      const device = event && deviceOf(event.cameraId);
      if (!event || !device) continue;
      const message = faceMessage(event, face, device, links, clock.nowMs());
      const notAfterMs = face.createdAtMs + ANNOUNCE_WITHIN_MS;
      transport.tell(cameraDeviceId(device.uuid), message.type, message, notAfterMs);
      this.#keep({ type: FACE_EVENT, message, notAfterMs });
    }
  }

  #announceObjects(): void {
    const { history, transport, links, deviceOf, clock } = this.#options;
    for (const news of history.takeObjectNews(clock.nowMs() - ANNOUNCE_WITHIN_MS)) {
      const event = history.event(news.eventId);
      const device = event && deviceOf(event.cameraId);
      if (!event || !device) continue;
      const message = objectMessage(event, news, device, links, clock.nowMs());
      const notAfterMs = news.createdAtMs + ANNOUNCE_WITHIN_MS;
      transport.tell(cameraDeviceId(device.uuid), message.type, message, notAfterMs);
      this.#keep({ type: OBJECT_EVENT, message, notAfterMs });
    }
  }

  #keep(unsent: Unsent): void {
    this.#unsent = [...this.#unsent, unsent].slice(-MAX_UNSENT);
  }

  async #fireAll(): Promise<void> {
    this.#firing = true;
    while (this.#session) {
      const next = this.#unsent.shift();
      if (!next) break;
      if (next.notAfterMs < this.#options.clock.nowMs()) continue;
      await this.#fire(this.#session, next);
    }
    this.#firing = false;
  }

  async #fire(session: Session, unsent: Unsent): Promise<void> {
    const reply = await session.request({
      type: 'fire_event',
      event_type: unsent.type,
      event_data: unsent.message,
    });
    if (reply.kind === 'not sent') {
      this.#unsent.unshift(unsent);
      this.detach(session);
    }
    if (reply.kind === 'refused') {
      const advice = reply.code === 'unauthorized' ? ': the token must belong to an administrator' : '';
      const level = this.#refused ? 'debug' : 'error';
      this.#options.logger[level](`Home Assistant refuses the event ${unsent.type} (${reply.code})${advice}`);
      this.#refused = true;
    }
  }
}
