/** What arrived, what was found in it, and what waits. */
export const ASSETS_EVENTS_TRACKS_JOBS = `
CREATE TABLE events (
  id TEXT PRIMARY KEY,
  camera_id INTEGER NOT NULL,
  started_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX events_by_camera ON events (camera_id, started_at_ms);
CREATE INDEX events_by_start ON events (started_at_ms);

CREATE TABLE recordings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  camera_id INTEGER NOT NULL,
  started_at_ms INTEGER NOT NULL,
  file TEXT NOT NULL UNIQUE,
  camera_snapshot TEXT,
  best_shot TEXT
) STRICT;
CREATE INDEX recordings_by_camera ON recordings (camera_id, started_at_ms);
CREATE INDEX recordings_by_start ON recordings (started_at_ms);

CREATE TABLE assets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  file TEXT NOT NULL UNIQUE,
  media_type TEXT NOT NULL CHECK (media_type IN ('jpg', 'mp4')),
  camera_id INTEGER,
  event_id TEXT REFERENCES events (id) ON DELETE CASCADE,
  recording_id INTEGER REFERENCES recordings (id) ON DELETE SET NULL,
  profile_id INTEGER,
  taken_at_ms INTEGER NOT NULL,
  received_at_ms INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'analysed', 'failed', 'unassigned', 'kept')),
  reason TEXT,
  fps REAL,
  frame_count INTEGER,
  duration_ms REAL,
  width INTEGER,
  height INTEGER,
  codec TEXT,
  every_nth_frame INTEGER,
  frames_analysed INTEGER,
  elapsed_ms REAL,
  annotated_frame TEXT
) STRICT;
CREATE INDEX assets_by_event ON assets (event_id);
CREATE INDEX assets_by_recording ON assets (recording_id) WHERE recording_id IS NOT NULL;
CREATE INDEX assets_by_time ON assets (taken_at_ms);

CREATE TABLE tracks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  asset_id INTEGER NOT NULL REFERENCES assets (id) ON DELETE CASCADE,
  event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  recording_id INTEGER REFERENCES recordings (id) ON DELETE SET NULL,
  camera_id INTEGER NOT NULL,
  shape TEXT NOT NULL,
  confidence REAL NOT NULL,
  stationary INTEGER NOT NULL,
  suppressed INTEGER NOT NULL,
  seen_at_ms INTEGER NOT NULL,
  best_frame INTEGER NOT NULL,
  best_time_ms REAL NOT NULL,
  best_confidence REAL NOT NULL,
  start_x REAL NOT NULL,
  start_y REAL NOT NULL,
  end_x REAL NOT NULL,
  end_y REAL NOT NULL,
  snapshot TEXT,
  positions TEXT NOT NULL
) STRICT;
CREATE INDEX tracks_by_asset ON tracks (asset_id);
CREATE INDEX tracks_by_event ON tracks (event_id);
CREATE INDEX tracks_by_recording ON tracks (recording_id) WHERE recording_id IS NOT NULL;
CREATE INDEX tracks_by_shape ON tracks (shape, seen_at_ms);
CREATE INDEX tracks_at_rest ON tracks (camera_id, seen_at_ms) WHERE stationary = 1;

CREATE TABLE announcements (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL UNIQUE REFERENCES events (id) ON DELETE CASCADE,
  created_at_ms INTEGER NOT NULL,
  taken INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX announcements_open ON announcements (id) WHERE taken = 0;

CREATE TABLE jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('still', 'clip')),
  asset_id INTEGER NOT NULL UNIQUE REFERENCES assets (id) ON DELETE CASCADE,
  camera_id INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'leased', 'set_aside')),
  failures INTEGER NOT NULL DEFAULT 0,
  interruptions INTEGER NOT NULL DEFAULT 0,
  enqueued_at_ms INTEGER NOT NULL,
  available_at_ms INTEGER NOT NULL,
  lease_until_ms INTEGER,
  reason TEXT
) STRICT;
CREATE INDEX jobs_by_state ON jobs (state, kind, id);

-- A job may be set aside while nobody works on it (its lease ran out, the add-on died of it): its asset says so at once.
CREATE TRIGGER job_set_aside AFTER UPDATE OF state ON jobs WHEN NEW.state = 'set_aside' BEGIN
  UPDATE assets SET state = 'failed', reason = NEW.reason WHERE id = NEW.asset_id;
END;
`;
