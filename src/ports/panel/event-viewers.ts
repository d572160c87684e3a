/** Whoever shows events as they are, and not only what is new of them. Calls return at once. */
export interface EventViewers {
  /** It is shown otherwise than before: kept for good, or with another picture. */
  eventChanged(eventId: string): void;
  eventsGone(eventIds: readonly string[]): void;
}
