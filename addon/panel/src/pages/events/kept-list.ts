import type { EventCard, EventList } from '../../../../../src/ports/panel/event-card.ts';

/** The timeline as it was when one of its events was opened: the way back leads to the same place. */
interface KeptList {
  readonly query: string;
  readonly list: EventList;
  readonly eventId: string;
  /** How far below the top of the window that event was. */
  readonly topPx: number;
}

let kept: KeptList | null = null;

export function keepList(list: KeptList): void {
  kept = list;
}

/** Null: another one is asked for, or none was kept. It is given once. */
export function takeKeptList(query: string): KeptList | null {
  const found = kept?.query === query ? kept : null;
  kept = null;
  return found;
}

/** What is shown, with what is newest in its place. Where nothing joins the two, the newest alone: no gap is hidden. */
export function withNewest(shown: EventList, newest: EventList): EventList {
  const last = newest.events.at(-1);
  if (newest.next === null || !last || !shown.events.some(({ id }) => id === last.id)) return newest;
  const older = shown.events.filter((event) => isBefore(event, last));
  return { events: [...newest.events, ...older], next: older.length > 0 ? shown.next : newest.next };
}

/** As the server orders them. */
function isBefore(event: EventCard, other: EventCard): boolean {
  return event.startedAtMs < other.startedAtMs || (event.startedAtMs === other.startedAtMs && event.id < other.id);
}
