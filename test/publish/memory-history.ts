import type { ZoneName } from '../../src/domain/zone.ts';
import type {
  Announcement,
  EventDetails,
  FaceAnnouncement,
  HistoryFilter,
  ObjectNews,
} from '../../src/ports/history.ts';

/** The part of history that a sink reads. */
export class MemoryHistory {
  readonly #events = new Map<string, EventDetails>();
  #announcements: Announcement[] = [];
  readonly #faces: FaceAnnouncement[] = [];
  readonly #objects: ObjectNews[] = [];

  put(event: EventDetails): void {
    this.#events.set(event.id, event);
  }

  announce(eventId: string, createdAtMs: number, zone: ZoneName | null = null): void {
    this.#announcements.push({ id: this.#announcements.length + 1, eventId, zone, createdAtMs });
  }

  event(id: string): EventDetails | null {
    return this.#events.get(id) ?? null;
  }

  events({ cameraId, limit = Number.POSITIVE_INFINITY, offset = 0 }: HistoryFilter): readonly EventDetails[] {
    return [...this.#events.values()]
      .filter((event) => cameraId === undefined || event.cameraId === cameraId)
      .sort((a, b) => b.startedAtMs - a.startedAtMs)
      .slice(offset, offset + limit);
  }

  announceFace(
    eventId: string,
    createdAtMs: number,
    identity: FaceAnnouncement['identity'],
    picture: string | null,
  ): void {
    this.#faces.push({ id: this.#faces.length + 1, eventId, createdAtMs, identity, picture });
  }

  takeFaceAnnouncements(notBeforeMs: number): readonly FaceAnnouncement[] {
    return this.#faces.splice(0).filter(({ createdAtMs }) => createdAtMs >= notBeforeMs);
  }

  announceObject(news: Omit<ObjectNews, 'id'>): void {
    this.#objects.push({ id: this.#objects.length + 1, ...news });
  }

  takeObjectNews(notBeforeMs: number): readonly ObjectNews[] {
    return this.#objects.splice(0).filter(({ createdAtMs }) => createdAtMs >= notBeforeMs);
  }

  takeAnnouncements(notBeforeMs: number): readonly Announcement[] {
    const taken = this.#announcements.filter(({ createdAtMs }) => createdAtMs >= notBeforeMs);
    this.#announcements = [];
    return taken;
  }
}
