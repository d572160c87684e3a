/** What objects look like: which known object a track shows, where it was seen before, and what changed in a scene. */
export const OBJECTS = `
-- 64 numbers of 4 bytes, little-endian; null: nobody asked, or it is a person.
ALTER TABLE tracks ADD COLUMN appearance BLOB;
-- The verdict as domain/object-verdict.ts has it; null: it was not compared.
ALTER TABLE tracks ADD COLUMN object TEXT;
-- The earlier track that shows the same object, as domain/seen-before.ts has it.
ALTER TABLE tracks ADD COLUMN seen_before TEXT;
CREATE INDEX tracks_compared ON tracks (camera_id, seen_at_ms) WHERE appearance IS NOT NULL;
CREATE INDEX tracks_compared_by_snapshot ON tracks (snapshot) WHERE appearance IS NOT NULL;

-- What was computed of a known object's picture. The row itself, with its name, is in the configuration.
CREATE TABLE known_appearances (
  known_object_id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  shape TEXT NOT NULL,
  appearance BLOB,
  -- Why there is none.
  problem TEXT,
  computed_at_ms INTEGER NOT NULL
) STRICT;

-- A known object in an event, or a change of its scene; each is told once.
CREATE TABLE object_news (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  -- Of the event and kind: the name, or the place.
  what TEXT NOT NULL,
  shape TEXT NOT NULL,
  name TEXT,
  similarity REAL,
  snapshot TEXT,
  created_at_ms INTEGER NOT NULL,
  taken INTEGER NOT NULL DEFAULT 0,
  UNIQUE (event_id, kind, what)
) STRICT;
CREATE INDEX object_news_open ON object_news (id) WHERE taken = 0;
`;
