/** What is told once of an event: that it is there, and each zone that something went through. */
export const ZONE_ANNOUNCEMENTS = `
CREATE TABLE event_and_zone_announcements (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  -- Of the zone; both empty: of the event.
  zone_uuid TEXT NOT NULL DEFAULT '',
  zone_name TEXT NOT NULL DEFAULT '',
  created_at_ms INTEGER NOT NULL,
  taken INTEGER NOT NULL DEFAULT 0,
  UNIQUE (event_id, zone_uuid)
) STRICT;
INSERT INTO event_and_zone_announcements (id, event_id, created_at_ms, taken)
  SELECT id, event_id, created_at_ms, taken FROM announcements;
DROP TABLE announcements;
ALTER TABLE event_and_zone_announcements RENAME TO announcements;
CREATE INDEX announcements_open ON announcements (id) WHERE taken = 0;
`;
