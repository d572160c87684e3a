import type { Clock } from '../../runtime/clock.ts';
import { Coalescer } from '../coalescer.ts';
import type { MqttPublisher } from './mqtt-publisher.ts';
import { RANK } from './rank.ts';

const MOTION_QUIET_MS = 5000;

interface Motion {
  readonly offDelayMs: number;
  readonly movedAtMs: number;
}

/**
 * Sensors of motion: ON is told and not retained, and ends by Home Assistant's own delay; OFF is retained, for whoever
 * comes later.
 */
export class MotionTopics {
  readonly #publisher: MqttPublisher;
  readonly #clock: Clock;
  readonly #coalescer: Coalescer<string>;
  readonly #motions = new Map<string, Motion>();

  constructor(publisher: MqttPublisher, clock: Clock) {
    this.#publisher = publisher;
    this.#clock = clock;
    this.#coalescer = new Coalescer(clock, MOTION_QUIET_MS, (topic) => this.#send(topic));
  }

  show(topic: string, offDelayS: number): void {
    const movedAtMs = this.#motions.get(topic)?.movedAtMs ?? Number.NEGATIVE_INFINITY;
    this.#motions.set(topic, { offDelayMs: offDelayS * 1000, movedAtMs });
    if (!this.#isMoving(topic)) this.#publisher.desire(topic, 'OFF', RANK.state);
  }

  moved(topic: string): void {
    const motion = this.#motions.get(topic);
    if (!motion) return;
    this.#motions.set(topic, { ...motion, movedAtMs: this.#clock.nowMs() });
    this.#coalescer.soon(topic);
  }

  /** The retained OFF, published again, would end what still moves; its own delay does. */
  holdRests(): void {
    for (const topic of this.#motions.keys()) if (this.#isMoving(topic)) this.#holdRest(topic);
  }

  forget(topic: string): void {
    this.#motions.delete(topic);
    this.#coalescer.forget(topic);
  }

  stop(): void {
    this.#coalescer.stop();
  }

  #isMoving(topic: string): boolean {
    const motion = this.#motions.get(topic);
    return motion !== undefined && this.#clock.nowMs() - motion.movedAtMs < motion.offDelayMs;
  }

  #send(topic: string): void {
    const { offDelayMs } = this.#motions.get(topic) ?? { offDelayMs: 0 };
    this.#publisher.once(topic, 'ON', this.#clock.nowMs() + offDelayMs);
  }

  #holdRest(topic: string): void {
    this.#publisher.leave(topic);
    this.#clock.after(this.#motions.get(topic)?.offDelayMs ?? 0, () => {
      if (this.#motions.has(topic) && !this.#isMoving(topic)) this.#publisher.desire(topic, 'OFF', RANK.state);
    });
  }
}
