/** What housekeeping writes down. */
export const REMOVALS_JOB_RUNS = `
-- Assets whose files are being deleted; their rows go last, so that a kill in between can be finished.
CREATE TABLE removals (
  asset_id INTEGER PRIMARY KEY REFERENCES assets (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX assets_unassigned ON assets (taken_at_ms) WHERE state = 'unassigned';

CREATE TABLE job_runs (
  job TEXT PRIMARY KEY,
  started_at_ms INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'failed', 'stopped')),
  result TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
