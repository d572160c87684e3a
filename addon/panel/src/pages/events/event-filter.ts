import { parseWantedPerson, showsWanted } from '../../../../../src/domain/wanted-person.ts';
import type { EventCard } from '../../../../../src/ports/panel/event-card.ts';
import { dayStartMs } from '../../format/time.ts';

/** What the user looks for, as the address keeps it; empty = whatever. */
export interface EventFilter {
  /** A camera's id. */
  readonly camera: string;
  readonly shape: string;
  /** A person's id, `stranger` or `unsure`. */
  readonly who: string;
  /** `2026-11-25`, a day of the user's. */
  readonly day: string;
  /** `yes`: also events in which nothing was found. */
  readonly all: string;
}

export const NO_FILTER: EventFilter = { camera: '', shape: '', who: '', day: '', all: '' };

export function filterOf(query: URLSearchParams): EventFilter {
  const { camera, shape, who, day, all } = Object.fromEntries(query);
  const isDay = day !== undefined && !Number.isNaN(Date.parse(day));
  return { camera: camera ?? '', shape: shape ?? '', who: whoIn(who), day: isDay ? day : '', all: all ?? '' };
}

function whoIn(text = ''): string {
  return parseWantedPerson(text) === null ? '' : text;
}

/** The query of `panel/events` that asks for it. */
export function eventQuery(filter: EventFilter, before: string | null): string {
  const query = new URLSearchParams();
  for (const name of ['camera', 'shape', 'who', 'all'] as const) if (filter[name] !== '') query.set(name, filter[name]);
  if (filter.day !== '') {
    query.set('from', String(dayStartMs(filter.day)));
    query.set('to', String(dayStartMs(filter.day, 1) - 1));
  }
  if (before !== null) query.set('before', before);
  return query.toString();
}

/** Whether an event that happens now belongs to what is looked for. */
export function isWanted(event: EventCard, filter: EventFilter): boolean {
  if (filter.camera !== '' && String(event.cameraId) !== filter.camera) return false;
  if (filter.shape !== '' && !event.shapes.some(({ shape }) => shape === filter.shape)) return false;
  const who = parseWantedPerson(filter.who);
  if (who !== null && !showsWanted(event.people, who)) return false;
  if (filter.day !== '') {
    const from = dayStartMs(filter.day);
    if (event.startedAtMs < from || event.startedAtMs >= dayStartMs(filter.day, 1)) return false;
  }
  return filter.all !== '' || event.shapes.length > 0;
}
