import { parse } from 'node-cron';

const MINUTE_MS = 60_000;
const HOURS_A_DAY = 24;
/** Longer than any leap year: a date that does not come within it never comes. */
const SEARCHED_DAYS = 4 * 366;

/**
 * When a job is due by a cron pattern of five fields, in this machine's zone. node-cron reads the pattern; its own tasks
 * run on timers of its own, which take no other clock and lose what was due while the machine slept.
 *
 * Where clocks are changed a job of every hour goes on hour by hour. One of certain hours runs once a day as on any other:
 * an hour that comes twice counts the first time, and what is due in one that is left out is due that much later.
 */
export class CronSchedule {
  readonly #fields: ReturnType<typeof parse>;

  /** @throws Error when the pattern cannot be read */
  constructor(pattern: string) {
    this.#fields = parse(pattern);
  }

  /** The first full minute after `ms` that matches. */
  nextAfterMs(ms: number): number {
    return this.#fields.hour.length === HOURS_A_DAY ? this.#nextMinute(ms) : this.#nextByClock(ms);
  }

  #nextMinute(ms: number): number {
    const last = new Date(ms);
    last.setDate(last.getDate() + SEARCHED_DAYS);
    const at = new Date(Math.floor(ms / MINUTE_MS) * MINUTE_MS + MINUTE_MS);
    while (at < last) {
      if (!this.#isDay(at)) at.setHours(HOURS_A_DAY, 0, 0, 0);
      else if (!this.#fields.minute.includes(at.getMinutes())) at.setTime(at.getTime() + MINUTE_MS);
      else return at.getTime();
    }
    return Number.POSITIVE_INFINITY;
  }

  #nextByClock(ms: number): number {
    const from = new Date(ms);
    for (let day = 0; day < SEARCHED_DAYS; day++) {
      const at = new Date(from.getFullYear(), from.getMonth(), from.getDate() + day);
      const next = this.#isDay(at)
        ? Math.min(...this.#timesOn(at).filter((time) => time > ms))
        : Number.POSITIVE_INFINITY;
      if (Number.isFinite(next)) return next;
    }
    return Number.POSITIVE_INFINITY;
  }

  #timesOn(day: Date): number[] {
    const { hour: hours, minute: minutes } = this.#fields;
    const at = (hour: number, minute: number) =>
      new Date(day.getFullYear(), day.getMonth(), day.getDate(), hour, minute).getTime();
    return hours.flatMap((hour) => minutes.map((minute) => at(hour, minute)));
  }

  #isDay(at: Date): boolean {
    const { month, dayOfMonth, dayOfWeek } = this.#fields;
    return month.includes(at.getMonth() + 1) && dayOfMonth.includes(at.getDate()) && dayOfWeek.includes(at.getDay());
  }
}
