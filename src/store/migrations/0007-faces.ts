/** Who it was: the verdict of a track, the faces that it was made from, and whom they are compared with. */
export const FACES = `
-- The verdict as domain/identity.ts has it; null: no good face was seen.
ALTER TABLE tracks ADD COLUMN identity TEXT;
ALTER TABLE tracks ADD COLUMN person_id INTEGER GENERATED ALWAYS AS (identity ->> '$.personId') VIRTUAL;
ALTER TABLE tracks ADD COLUMN stranger_id INTEGER GENERATED ALWAYS AS (identity ->> '$.strangerId') VIRTUAL;
CREATE INDEX tracks_by_person ON tracks (person_id, seen_at_ms) WHERE person_id IS NOT NULL;
CREATE INDEX tracks_by_stranger ON tracks (stranger_id, seen_at_ms) WHERE stranger_id IS NOT NULL;

CREATE TABLE strangers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  opened_at_ms INTEGER NOT NULL,
  ignored INTEGER NOT NULL DEFAULT 0
) STRICT;

-- A stranger is remembered for longer than the event, so a face outlives its track until housekeeping takes it.
CREATE TABLE faces (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  track_id INTEGER REFERENCES tracks (id) ON DELETE SET NULL,
  event_id TEXT NOT NULL,
  camera_id INTEGER NOT NULL,
  stranger_id INTEGER REFERENCES strangers (id) ON DELETE SET NULL,
  seen_at_ms INTEGER NOT NULL,
  frame_number INTEGER NOT NULL,
  start_x REAL NOT NULL,
  start_y REAL NOT NULL,
  end_x REAL NOT NULL,
  end_y REAL NOT NULL,
  quality REAL NOT NULL,
  -- Why nobody is told by it, as domain/face.ts has it; null: it is good enough.
  fault TEXT,
  -- 128 numbers of 4 bytes, little-endian; null: it was not good enough to be compared.
  embedding BLOB,
  picture TEXT
) STRICT;
CREATE INDEX faces_by_track ON faces (track_id, quality);
CREATE INDEX faces_by_stranger ON faces (stranger_id, seen_at_ms) WHERE stranger_id IS NOT NULL;
CREATE INDEX faces_by_picture ON faces (picture) WHERE picture IS NOT NULL;
CREATE INDEX faces_left ON faces (id) WHERE track_id IS NULL;

-- What was computed of a known object's picture. The row itself, with its name, is in the configuration.
CREATE TABLE known_faces (
  known_object_id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  embedding BLOB,
  quality REAL,
  -- Why it has no embedding.
  problem TEXT,
  computed_at_ms INTEGER NOT NULL
) STRICT;

-- What users said of faces that were judged wrongly: no face at all (person_id null), or not this person.
CREATE TABLE rejected_faces (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER,
  embedding BLOB NOT NULL,
  rejected_at_ms INTEGER NOT NULL
) STRICT;

-- That somebody was in an event is told once.
CREATE TABLE face_announcements (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  who TEXT NOT NULL,
  identity TEXT NOT NULL,
  picture TEXT,
  created_at_ms INTEGER NOT NULL,
  taken INTEGER NOT NULL DEFAULT 0,
  UNIQUE (event_id, who)
) STRICT;
CREATE INDEX face_announcements_open ON face_announcements (id) WHERE taken = 0;
`;
