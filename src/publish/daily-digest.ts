import { DateTime } from 'luxon';
import type { JobRunLog } from '../ports/job-runs.ts';
import type { Clock } from '../runtime/clock.ts';
import type { DigestAnswers } from './digest-answers.ts';

const NAME = 'daily digest';

export interface DailyDigestParts {
  readonly digests: Pick<DigestAnswers, 'tell' | 'isConnected'>;
  readonly at: { readonly hour: number; readonly minute: number };
  readonly log: Pick<JobRunLog, 'last'>;
  readonly clock: Clock;
}

/** Tells Home Assistant once a day what was seen since the same time of the day before: `concierge_digest` with the id `daily`. */
export class DailyDigest {
  readonly name = NAME;
  readonly schedule: string;
  readonly #parts: DailyDigestParts;

  constructor(parts: DailyDigestParts) {
    this.#parts = parts;
    this.schedule = `${parts.at.minute} ${parts.at.hour} * * *`;
  }

  /** @throws Error while Home Assistant cannot be told; it is then told as soon as it can be */
  async run(): Promise<string> {
    const now = DateTime.fromMillis(this.#parts.clock.nowMs());
    // 23 or 25 hours where clocks were changed: each is told of once.
    const digest = await this.#parts.digests.tell('daily', now.diff(now.minus({ days: 1 }), 'hours').hours);
    if (digest === null) throw new Error('Home Assistant is not connected; it is told as soon as it is');
    const shapes = digest.shapes.map(({ name, count }) => `${count} ${name}`).join(', ');
    return `told of ${digest.events} events${shapes === '' ? '' : `: ${shapes}`}`;
  }

  async isUrgent(): Promise<boolean> {
    return this.#parts.digests.isConnected && this.#parts.log.last(NAME)?.outcome === 'failed';
  }
}
