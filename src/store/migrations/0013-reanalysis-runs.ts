/** Days, cameras or the whole archive analysed again: how far that is, and what it changed. */
export const REANALYSIS_RUNS = `
CREATE TABLE reanalysis_runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  from_ms INTEGER,
  to_ms INTEGER NOT NULL,
  camera_id INTEGER,
  profile_id INTEGER,
  compare_only INTEGER NOT NULL,
  model TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'paused', 'cancelled', 'done')),
  created_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER,
  total_files INTEGER NOT NULL,
  analysed INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  events_compared INTEGER NOT NULL DEFAULT 0,
  events_changed INTEGER NOT NULL DEFAULT 0,
  -- The event that was begun last: a run goes from the newest to the oldest.
  cursor_ms INTEGER,
  cursor_event TEXT
) STRICT;

-- Events that are being analysed again (after is null), and those that it changed; both texts are what was found.
CREATE TABLE reanalysis_events (
  run_id INTEGER NOT NULL REFERENCES reanalysis_runs (id) ON DELETE CASCADE,
  event_id TEXT NOT NULL,
  camera_id INTEGER NOT NULL,
  started_at_ms INTEGER NOT NULL,
  before TEXT NOT NULL,
  after TEXT,
  PRIMARY KEY (run_id, event_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reanalysis_events_by_time ON reanalysis_events (run_id, started_at_ms);

-- The files of events that are being analysed again; gone when their event is done.
CREATE TABLE reanalysis_files (
  run_id INTEGER NOT NULL REFERENCES reanalysis_runs (id) ON DELETE CASCADE,
  asset_id INTEGER NOT NULL REFERENCES assets (id) ON DELETE CASCADE,
  event_id TEXT NOT NULL,
  -- Null: its turn is still to come.
  outcome TEXT CHECK (outcome IN ('analysed', 'failed', 'skipped')),
  -- What was found where nothing is to be changed.
  found TEXT,
  PRIMARY KEY (run_id, asset_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reanalysis_files_by_event ON reanalysis_files (run_id, event_id);
CREATE INDEX reanalysis_files_by_asset ON reanalysis_files (asset_id);

-- How often a shape or a person was found, in events.
CREATE TABLE reanalysis_counts (
  run_id INTEGER NOT NULL REFERENCES reanalysis_runs (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('shape', 'person')),
  name TEXT NOT NULL,
  before INTEGER NOT NULL,
  after INTEGER NOT NULL,
  PRIMARY KEY (run_id, kind, name)
) STRICT, WITHOUT ROWID;

ALTER TABLE jobs ADD COLUMN run_id INTEGER;
-- What is found is compared and not kept.
ALTER TABLE jobs ADD COLUMN compare_only INTEGER NOT NULL DEFAULT 0;

-- A file of a run that cannot be analysed again is counted there; nobody has to look after it.
DROP TRIGGER job_set_aside;
CREATE TRIGGER job_set_aside AFTER UPDATE OF state ON jobs WHEN NEW.state = 'set_aside' BEGIN
  UPDATE assets SET state = iif(NEW.background = 1 AND state = 'analysed', state, 'failed'), reason = NEW.reason
  WHERE id = NEW.asset_id AND NEW.compare_only = 0;
  UPDATE reanalysis_files SET outcome = 'failed' WHERE asset_id = NEW.asset_id AND run_id = NEW.run_id;
  UPDATE reanalysis_runs SET failed = failed + 1 WHERE id = NEW.run_id;
  DELETE FROM jobs WHERE id = NEW.id AND run_id IS NOT NULL
    AND (compare_only = 1 OR (SELECT state FROM assets WHERE id = NEW.asset_id) = 'analysed');
END;
`;
