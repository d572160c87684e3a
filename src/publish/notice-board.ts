import type { Notice, Notices } from '../ports/notices.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Session, SessionCompanion } from './session.ts';

const MAX_CLEARED = 500;

/**
 * Notices as Home Assistant's persistent notifications. A core that starts again has forgotten them, so each new session is
 * told all that hold.
 */
export class NoticeBoard implements Notices, SessionCompanion {
  readonly #logger: Logger;
  readonly #shown = new Map<string, Notice>();
  /** What has to be taken down once there is a session. */
  readonly #toClear = new Set<string>();
  #session: Session | null = null;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  show(id: string, notice: Notice): void {
    this.#toClear.delete(id);
    this.#shown.set(id, notice);
    if (this.#session) void this.#create(this.#session, id, notice);
  }

  clear(id: string): void {
    this.#shown.delete(id);
    if (this.#session) void this.#dismiss(this.#session, id);
    else if (this.#toClear.size < MAX_CLEARED) this.#toClear.add(id);
  }

  attach(session: Session): void {
    this.#session = session;
    session.ended.addEventListener('abort', () => {
      if (this.#session === session) this.#session = null;
    });
    for (const [id, notice] of this.#shown) void this.#create(session, id, notice);
    for (const id of this.#toClear) void this.#dismiss(session, id);
    this.#toClear.clear();
  }

  #create(session: Session, id: string, { title, message }: Notice): Promise<void> {
    return this.#call(session, 'create', { notification_id: id, title, message });
  }

  #dismiss(session: Session, id: string): Promise<void> {
    return this.#call(session, 'dismiss', { notification_id: id });
  }

  async #call(session: Session, service: string, data: Readonly<Record<string, string>>): Promise<void> {
    const command = { type: 'call_service', domain: 'persistent_notification', service, service_data: data };
    const reply = await session.request(command);
    if (reply.kind === 'refused') {
      this.#logger.warn({ service, code: reply.code }, `Home Assistant refuses a notification: ${reply.message}`);
    }
  }
}
