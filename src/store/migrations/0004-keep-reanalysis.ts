/** What is kept for ever, and what is analysed again. */
export const KEEP_REANALYSIS = `
ALTER TABLE events ADD COLUMN keep INTEGER NOT NULL DEFAULT 0;

-- In the background: analysed again, after everything that is new. profile_id: in place of the asset's or the camera's.
ALTER TABLE jobs ADD COLUMN background INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN profile_id INTEGER;
DROP INDEX jobs_by_state;
CREATE INDEX jobs_by_turn ON jobs (state, kind, background, id);

-- What was found earlier stays when looking again fails.
DROP TRIGGER job_set_aside;
CREATE TRIGGER job_set_aside AFTER UPDATE OF state ON jobs WHEN NEW.state = 'set_aside' BEGIN
  UPDATE assets SET state = iif(NEW.background = 1 AND state = 'analysed', state, 'failed'), reason = NEW.reason
  WHERE id = NEW.asset_id;
END;

-- Pictures of what an earlier analysis had found, which nothing shows any more.
CREATE TABLE discarded_pictures (
  file TEXT PRIMARY KEY,
  discarded_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
