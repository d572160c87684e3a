/** Files may be analysed again with another model, and what that changes in strangers and known objects is counted as well. */
export const OTHER_MODELS = `
-- The catalogue's id; null: the detector's own.
ALTER TABLE jobs ADD COLUMN model_id TEXT;
ALTER TABLE reanalysis_runs ADD COLUMN model_id TEXT;

CREATE TABLE reanalysis_counts_of_four (
  run_id INTEGER NOT NULL REFERENCES reanalysis_runs (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('shape', 'person', 'stranger', 'object')),
  name TEXT NOT NULL,
  before INTEGER NOT NULL,
  after INTEGER NOT NULL,
  PRIMARY KEY (run_id, kind, name)
) STRICT, WITHOUT ROWID;
INSERT INTO reanalysis_counts_of_four SELECT run_id, kind, name, before, after FROM reanalysis_counts;
DROP TABLE reanalysis_counts;
ALTER TABLE reanalysis_counts_of_four RENAME TO reanalysis_counts;
`;
