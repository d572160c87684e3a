let address = '#/events';

/** The timeline was left from here: with these filters. */
export function leaveTimeline(): void {
  address = location.hash;
}

/** Where the timeline was left. */
export function timelineAddress(): string {
  return address;
}
