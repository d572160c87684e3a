import { setImmediate } from 'node:timers/promises';
import { messageOf } from '../domain/concierge-error.ts';
import { type Digest, DigestTally } from '../domain/digest.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { History } from '../ports/history.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { isRecord } from './parse-json.ts';
import type { Session, SessionCompanion } from './session.ts';

const WANTED = 'concierge_digest_wanted';
const ANSWER = 'concierge_digest';
const HOUR_MS = 3_600_000;
const USUAL_HOURS = 24;
const MOST_HOURS = 7 * 24;
/** So many are read without a pause; each has the positions of its tracks. */
const PAGE = 100;

export interface DigestParts {
  readonly config: ConfigStore;
  readonly history: Pick<History, 'events'>;
  readonly logger: Logger;
  readonly clock: Clock;
}

interface Wish {
  /** The caller's own word, given back with the answer. */
  readonly id: string;
  readonly hours: number;
}

/**
 * Answers Home Assistant's event `concierge_digest_wanted` (data `id`, `hours`: 24 unless given) with `concierge_digest`:
 * what was seen in the hours before, in all and by camera. Automations ask when they want to tell.
 */
export class DigestAnswers implements SessionCompanion {
  readonly #parts: DigestParts;
  #answering: Promise<unknown> = Promise.resolve();
  #session: Session | null = null;

  constructor(parts: DigestParts) {
    this.#parts = parts;
  }

  get isConnected(): boolean {
    return this.#session !== null && !this.#session.ended.aborted;
  }

  /** Tells what was seen in the hours before without being asked; null: Home Assistant is not connected. */
  async tell(id: string, hours: number): Promise<Digest | null> {
    const session = this.#session;
    if (!session || !this.isConnected) return null;
    const telling = this.#answering.then(() => this.#tell(session, { id, hours }));
    this.#answering = telling.catch(() => {});
    return telling;
  }

  attach(session: Session): void {
    this.#session = session;
    const command = { type: 'subscribe_events', event_type: WANTED };
    const subscribing = session.subscribe(command, (event) => {
      const wish = wishIn(event);
      // One after the other: history is read in this thread.
      this.#answering = this.#answering.then(() => this.#answer(session, wish));
    });
    void subscribing.then((reply) => {
      if (reply.kind === 'refused')
        this.#parts.logger.warn(`Home Assistant refuses requests for digests (${reply.code})`);
    });
  }

  async #answer(session: Session, wish: Wish): Promise<void> {
    if (session.ended.aborted) return;
    try {
      await this.#tell(session, wish);
    } catch (error) {
      this.#parts.logger.error({ error: messageOf(error) }, 'cannot work out a digest');
    }
  }

  async #tell(session: Session, { id, hours }: Wish): Promise<Digest> {
    const toMs = this.#parts.clock.nowMs();
    const fromMs = toMs - hours * HOUR_MS;
    const { all, byCamera } = await this.#count(fromMs, toMs);
    const cameras = this.#parts.config.read().cameras.flatMap((camera) => {
      const digest = byCamera.get(camera.id);
      return digest ? [{ camera: camera.name, camera_id: camera.uuid, ...digest }] : [];
    });
    const span = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), hours };
    const event_data = { id, ...span, ...all, cameras: cameras.filter(({ events }) => events > 0) };
    const reply = await session.request({ type: 'fire_event', event_type: ANSWER, event_data });
    if (reply.kind === 'refused') throw new Error(`Home Assistant refuses the digest (${reply.code})`);
    if (reply.kind !== 'done' && reply.kind !== 'lost') throw new Error('Home Assistant did not take the digest');
    return all;
  }

  async #count(fromMs: number, toMs: number): Promise<{ all: Digest; byCamera: ReadonlyMap<number, Digest> }> {
    const all = new DigestTally();
    const tallies = new Map<number, DigestTally>();
    for (let offset = 0; ; offset += PAGE) {
      const events = this.#parts.history.events({ fromMs, toMs, limit: PAGE, offset });
      for (const event of events) {
        const own = tallies.get(event.cameraId) ?? new DigestTally();
        tallies.set(event.cameraId, own);
        for (const tally of [all, own]) tally.add(event);
      }
      if (events.length < PAGE) break;
      await setImmediate();
    }
    return { all: all.digest(), byCamera: new Map([...tallies].map(([id, tally]) => [id, tally.digest()])) };
  }
}

/** Anybody may fire the event, with anything in it. */
function wishIn(event: unknown): Wish {
  const data = isRecord(event) && isRecord(event['data']) ? event['data'] : {};
  const hours = Number(data['hours'] ?? USUAL_HOURS);
  const fits = hours >= 1 && hours <= MOST_HOURS;
  return { id: String(data['id'] ?? '').slice(0, 100), hours: fits ? hours : USUAL_HOURS };
}
