import type { Clock } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/logger.ts';
import { Backoff } from '../backoff.ts';
import type { Command, Reply, Session } from '../session.ts';

/** Home Assistant subscribes to an entity's topics some tenths of a second after it was described to it. */
const SETTLE_MS = 2000;
/** More than that can only pile up while nothing gets through; the oldest go. */
const MAX_MOMENTARY = 1000;

interface Momentary {
  readonly kind: 'momentary';
  readonly topic: string;
  readonly payload: string;
  readonly notAfterMs: number;
}

interface Retained {
  readonly kind: 'retained';
  readonly topic: string;
  readonly payload: string;
}

interface Desired {
  readonly payload: string;
  readonly rank: number;
  readonly datesItself: boolean;
}

export interface PublisherOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Messages up to this rank make Home Assistant listen to further topics. */
  readonly descriptionRank: number;
  /** Home Assistant has no service `mqtt.publish`. */
  readonly onAbsent: () => void;
  /** An empty retained message, which takes something away, got through. */
  readonly onRemoved: (topic: string) => void;
}

/**
 * Brings the broker to the retained messages that are desired, one `mqtt.publish` after another; what it has already is
 * not sent again. Momentary messages follow behind: each at most once, none after its time, and none before Home Assistant
 * has had time to listen to what was described to it.
 */
export class MqttPublisher {
  readonly #options: PublisherOptions;
  readonly #backoff = new Backoff(1000, 60_000);
  readonly #desired = new Map<string, Desired>();
  readonly #published = new Map<string, string>();
  readonly #pending = new Set<string>();
  #momentary: Momentary[] = [];
  #session: Session | null = null;
  #pumping = false;
  /** Counts the times that something has to be published again although it was. */
  #repeats = 0;
  #cancelRetry: (() => void) | null = null;
  #settledAtMs = 0;
  #cancelSettling = () => {};
  #failure: string | null = null;

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  /** What Home Assistant answered last, while nothing gets through. */
  get failure(): string | null {
    return this.#failure;
  }

  /**
   * @param rank lower ones are published first
   * @param datesItself whether Home Assistant takes even an unchanged message for news; then it is not repeated before
   *   there was time to learn, by `alreadyHas`, that the broker has it
   */
  desire(topic: string, payload: string, rank: number, datesItself = false): void {
    this.#desired.set(topic, { payload, rank, datesItself });
    if (this.#published.get(topic) === payload) this.#pending.delete(topic);
    else this.#pending.add(topic);
    this.#wake();
  }

  /** The broker's message at this topic may be as it is. */
  leave(topic: string): void {
    this.#desired.delete(topic);
    this.#pending.delete(topic);
  }

  /** A later message of the same content takes the place of one that still waits. */
  once(topic: string, payload: string, notAfterMs: number): void {
    const others = this.#momentary.filter((other) => other.topic !== topic || other.payload !== payload);
    this.#momentary = [...others, { kind: 'momentary' as const, topic, payload, notAfterMs }].slice(-MAX_MOMENTARY);
    this.#wake();
  }

  /** Whether it is known what the broker has of all that dates itself: nothing of it was under way when a session ended. */
  get isSure(): boolean {
    return [...this.#desired].every(([topic, { datesItself }]) => !datesItself || this.#published.has(topic));
  }

  /** @param resumed whether the broker certainly has what it had in the session before; of what dates itself that is believed */
  attach(session: Session, resumed: boolean): void {
    this.detach();
    this.#session = session;
    this.#settle();
    this.#repeats += 1;
    for (const topic of [...this.#published.keys(), ...this.#desired.keys()]) {
      const desired = this.#desired.get(topic);
      if (resumed && desired?.datesItself && this.#published.get(topic) === desired.payload) continue;
      this.#published.delete(topic);
      if (desired) this.#pending.add(topic);
    }
    this.#wake();
  }

  /** The broker was seen to hold this. */
  alreadyHas(topic: string, payload: string): void {
    this.#published.set(topic, payload);
    if (this.#desired.get(topic)?.payload === payload) this.#pending.delete(topic);
  }

  /** Desires are kept for the next session. */
  detach(): void {
    this.#session = null;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#cancelSettling();
    this.#backoff.reset();
    this.#failure = null;
  }

  /** What was published may be lost. What dates itself is left for the next session, which learns what the broker has. */
  repeatAll(): void {
    this.#repeats += 1;
    for (const topic of [...this.#published.keys(), ...this.#desired.keys()]) {
      const desired = this.#desired.get(topic);
      if (desired?.datesItself) continue;
      this.#published.delete(topic);
      if (desired) this.#pending.add(topic);
    }
    this.#wake();
  }

  repeat(topic: string): void {
    this.#repeats += 1;
    this.#published.delete(topic);
    if (this.#desired.has(topic)) this.#pending.add(topic);
    this.#wake();
  }

  #wake(): void {
    if (!this.#pumping) void this.#pump();
  }

  async #pump(): Promise<void> {
    this.#pumping = true;
    while (this.#session && !this.#cancelRetry) {
      const session = this.#session;
      const message = this.#next();
      if (!message) break;
      // Until it is settled, what the broker has at this topic is unknown.
      if (message.kind === 'retained') this.#published.delete(message.topic);
      const repeats = this.#repeats;
      const reply = await session.request(publishCommand(message));
      // In a later session, or when it is to be repeated, it is pending again already.
      const repeated = reply.kind === 'done' && repeats !== this.#repeats;
      if (session === this.#session && !repeated) this.#conclude(message, reply);
      else if (message.kind === 'momentary' && reply.kind === 'not sent') this.#momentary.unshift(message);
    }
    this.#pumping = false;
  }

  #next(): Retained | Momentary | null {
    const nowMs = this.#options.clock.nowMs();
    const settled = nowMs >= this.#settledAtMs;
    let first: (Desired & { topic: string }) | null = null;
    for (const topic of this.#pending) {
      const desired = this.#desired.get(topic);
      if (!desired || (desired.datesItself && !settled)) continue;
      if (!first || desired.rank < first.rank) first = { topic, ...desired };
    }
    if (first) return { kind: 'retained', topic: first.topic, payload: first.payload };
    if (!settled) return null;
    this.#momentary = this.#momentary.filter(({ notAfterMs }) => notAfterMs >= nowMs);
    return this.#momentary.shift() ?? null;
  }

  #conclude(message: Retained | Momentary, reply: Reply): void {
    if (reply.kind === 'done') this.#succeeded(message);
    else if (reply.kind === 'refused' && reply.code === 'not_found') {
      this.#putBack(message);
      this.detach();
      this.#options.onAbsent();
    } else if (reply.kind === 'refused' && reply.code === 'invalid_format') {
      // Trying again cannot help; counted as published until its content changes.
      this.#options.logger.error({ topic: message.topic }, `Home Assistant cannot publish this: ${reply.message}`);
      this.#keep(message);
    } else this.#failed(message, reply);
  }

  #succeeded(message: Retained | Momentary): void {
    if (this.#failure !== null) this.#options.logger.info('publishing over MQTT works again');
    this.#failure = null;
    this.#backoff.reset();
    this.#options.logger.debug({ topic: message.topic, payload: message.payload.slice(0, 300) }, 'published');
    this.#keep(message);
    if (message.kind === 'retained' && this.#describes(message.topic)) this.#settle();
    if (message.kind === 'momentary' || message.payload !== '') return;
    // It may be wanted again by now.
    if (this.#desired.get(message.topic)?.payload !== '') return;
    this.leave(message.topic);
    this.#published.delete(message.topic);
    this.#options.onRemoved(message.topic);
  }

  #describes(topic: string): boolean {
    const desired = this.#desired.get(topic);
    return desired !== undefined && desired.rank <= this.#options.descriptionRank;
  }

  #settle(): void {
    const { clock } = this.#options;
    this.#cancelSettling();
    this.#settledAtMs = clock.nowMs() + SETTLE_MS;
    this.#cancelSettling = clock.after(SETTLE_MS, () => this.#wake());
  }

  #keep(message: Retained | Momentary): void {
    if (message.kind === 'momentary') return;
    this.#published.set(message.topic, message.payload);
    const desired = this.#desired.get(message.topic);
    // While it was under way, something else may have been desired.
    if (desired && desired.payload !== message.payload) this.#pending.add(message.topic);
    else this.#pending.delete(message.topic);
  }

  #failed(message: Retained | Momentary, reply: Exclude<Reply, { kind: 'done' }>): void {
    const reason = reply.kind === 'refused' ? `${reply.message || reply.code}${adviceFor(reply.code)}` : reply.kind;
    // Without an answer it may have been published after all, and nothing momentary is told twice.
    if (reply.kind === 'refused' || reply.kind === 'not sent') this.#putBack(message);
    const level = this.#failure === null ? 'warn' : 'debug';
    this.#options.logger[level]({ topic: message.topic }, `cannot publish over MQTT: ${reason}; trying again`);
    this.#failure = reason;
    this.#cancelRetry = this.#options.clock.after(this.#backoff.nextMs(), () => {
      this.#cancelRetry = null;
      this.#wake();
    });
  }

  #putBack(message: Retained | Momentary): void {
    if (message.kind === 'momentary') this.#momentary.unshift(message);
  }
}

function adviceFor(code: string): string {
  return code === 'unauthorized' ? ' (the token must belong to an administrator)' : '';
}

/**
 * Retained messages may arrive twice (quality of service 1); momentary ones must not, and with quality of service 0 a
 * refusal is certain, whereas Home Assistant's client would keep others and send them when the broker is back.
 */
function publishCommand({ kind, topic, payload }: Retained | Momentary): Command {
  const retain = kind === 'retained';
  return {
    type: 'call_service',
    domain: 'mqtt',
    service: 'publish',
    service_data: { topic, payload, qos: retain ? 1 : 0, retain },
  };
}
