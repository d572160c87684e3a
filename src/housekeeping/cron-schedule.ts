import { parse } from 'node-cron';

const MINUTE_MS = 60_000;
/** Longer than any leap year: a date that does not come within it never comes. */
const SEARCHED_DAYS = 4 * 366;

/**
 * When a job is due by a cron pattern of five fields, in this machine's zone. node-cron reads the pattern; its own tasks
 * run on timers of its own, which take no other clock and lose what was due while the machine slept.
 */
export class CronSchedule {
  readonly #fields: ReturnType<typeof parse>;

  /** @throws Error when the pattern cannot be read */
  constructor(pattern: string) {
    this.#fields = parse(pattern);
  }

  /** The first full minute after `ms` that matches. */
  nextAfterMs(ms: number): number {
    const last = new Date(ms);
    last.setDate(last.getDate() + SEARCHED_DAYS);
    const at = new Date(Math.floor(ms / MINUTE_MS) * MINUTE_MS + MINUTE_MS);
    while (at < last) {
      if (!this.#isDay(at)) at.setHours(24, 0, 0, 0);
      else if (!this.#fields.hour.includes(at.getHours())) at.setTime(at.getTime() + minutesLeftInHour(at) * MINUTE_MS);
      else if (!this.#fields.minute.includes(at.getMinutes())) at.setTime(at.getTime() + MINUTE_MS);
      else return at.getTime();
    }
    return Number.POSITIVE_INFINITY;
  }

  #isDay(at: Date): boolean {
    const { month, dayOfMonth, dayOfWeek } = this.#fields;
    return month.includes(at.getMonth() + 1) && dayOfMonth.includes(at.getDate()) && dayOfWeek.includes(at.getDay());
  }
}

function minutesLeftInHour(at: Date): number {
  return 60 - at.getMinutes();
}
