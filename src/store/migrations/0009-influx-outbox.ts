/** What InfluxDB has not taken yet, and how far it was filled with what was there before it. */
export const INFLUX_OUTBOX = `
CREATE TABLE influx_outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- A later row of the same subject takes the place of one that still waits.
  subject TEXT UNIQUE,
  lines TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE influx_backfills (
  target TEXT PRIMARY KEY,
  asset_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX assets_by_camera ON assets (camera_id, received_at_ms);
`;
