import { IANAZone } from 'luxon';

/** When clocks change: the `week`th (5: the last) `weekday` (0: Sunday) of the month, by the clock before the change. */
export interface ChangeRule {
  readonly month: number;
  readonly week: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
}

export interface CameraZone {
  /** Of standard time; of the present time when `summer` is null. */
  readonly secondsWest: number;
  readonly summer: { readonly hours: number; readonly start: ChangeRule; readonly end: ChangeRule } | null;
  /** False when no such rule gives this zone's changes of the coming years. */
  readonly exact: boolean;
}

interface Change {
  readonly atMs: number;
  readonly minutesBefore: number;
  readonly minutesAfter: number;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const LAST_WEEK = 5;
const YEARS_AHEAD = 5;

/** An IANA zone in the terms of a camera that knows one offset and one rule for each of the two changes of a year. */
export function cameraZone(zoneName: string, nowMs: number): CameraZone {
  const zone = IANAZone.create(zoneName);
  const year = new Date(nowMs).getUTCFullYear();
  const years = Array.from({ length: YEARS_AHEAD }, (_, index) => changesOf(zone, year + index));
  const fixed = { secondsWest: secondsWest(zone.offset(nowMs)), summer: null };
  if (years.every((changes) => changes.length === 0)) return { ...fixed, exact: true };

  const pairs = years.map(pairOf);
  const [first] = pairs;
  if (!first) return { ...fixed, exact: false };
  const { start } = first;
  const hours = (start.minutesAfter - start.minutesBefore) / 60;
  if (hours !== 1 && hours !== 2) return { ...fixed, exact: false };
  const startRule = commonRule(pairs.map((pair) => pair?.start ?? null));
  const endRule = commonRule(pairs.map((pair) => pair?.end ?? null));
  return {
    secondsWest: secondsWest(start.minutesBefore),
    summer: { hours, start: startRule.rule, end: endRule.rule },
    exact: startRule.exact && endRule.exact,
  };
}

function changesOf(zone: IANAZone, year: number): Change[] {
  const changes: Change[] = [];
  const endMs = Date.UTC(year + 1, 0, 1);
  for (let fromMs = Date.UTC(year, 0, 1); fromMs < endMs; fromMs += DAY_MS) {
    const minutesBefore = zone.offset(fromMs);
    const minutesAfter = zone.offset(fromMs + DAY_MS);
    if (minutesBefore === minutesAfter) continue;
    changes.push({ atMs: changeWithin(zone, fromMs, fromMs + DAY_MS), minutesBefore, minutesAfter });
  }
  return changes;
}

/** The first minute at which the offset of the span's end holds. */
function changeWithin(zone: IANAZone, fromMs: number, untilMs: number): number {
  const after = zone.offset(untilMs);
  let lowMs = fromMs;
  let highMs = untilMs;
  while (highMs - lowMs > MINUTE_MS) {
    const middleMs = lowMs + Math.floor((highMs - lowMs) / 2 / MINUTE_MS) * MINUTE_MS;
    if (zone.offset(middleMs) === after) highMs = middleMs;
    else lowMs = middleMs;
  }
  return highMs;
}

/** One change forward and one back, to where it was; null for any other year. */
function pairOf(changes: readonly Change[]): { readonly start: Change; readonly end: Change } | null {
  const start = changes.find(({ minutesBefore, minutesAfter }) => minutesAfter > minutesBefore);
  const end = changes.find(({ minutesBefore, minutesAfter }) => minutesAfter < minutesBefore);
  if (changes.length !== 2 || !start || !end || start.minutesBefore !== end.minutesAfter) return null;
  return { start, end };
}

/** The rule that fits the changes of all years, else one that fits the first. */
function commonRule(changes: readonly (Change | null)[]): { readonly rule: ChangeRule; readonly exact: boolean } {
  const candidates = changes.map((change) => (change === null ? [] : rulesFor(change)));
  const [first = []] = candidates;
  const fitting = first.find((rule) => candidates.every((others) => others.some((other) => isSame(rule, other))));
  const rule = fitting ?? first[0];
  if (!rule) throw new Error('A zone without changes has no rule for them.');
  return { rule, exact: fitting !== undefined };
}

function rulesFor({ atMs, minutesBefore }: Change): ChangeRule[] {
  const wall = new Date(atMs + minutesBefore * MINUTE_MS);
  const month = wall.getUTCMonth() + 1;
  const day = wall.getUTCDate();
  const daysInMonth = new Date(Date.UTC(wall.getUTCFullYear(), month, 0)).getUTCDate();
  const nth = Math.ceil(day / 7);
  const weeks = [...(nth < LAST_WEEK ? [nth] : []), ...(day + 7 > daysInMonth ? [LAST_WEEK] : [])];
  const rest = { weekday: wall.getUTCDay(), hour: wall.getUTCHours(), minute: wall.getUTCMinutes() };
  return weeks.map((week) => ({ month, week, ...rest }));
}

function isSame(a: ChangeRule, b: ChangeRule): boolean {
  return (
    a.month === b.month && a.week === b.week && a.weekday === b.weekday && a.hour === b.hour && a.minute === b.minute
  );
}

/** Never the number -0. */
function secondsWest(offsetMinutes: number): number {
  return 0 - offsetMinutes * 60;
}
