/** What the FTP doctor keeps of sessions that have ended. */
export const FTP_SESSIONS = `
CREATE TABLE ftp_sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  started_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER NOT NULL,
  address TEXT NOT NULL,
  user TEXT,
  camera TEXT,
  encrypted INTEGER NOT NULL,
  files INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('well', 'notice', 'trouble')),
  words TEXT NOT NULL,
  -- JSON: [{"atMs", "from", "text"}]
  transcript TEXT NOT NULL,
  lines_left_out INTEGER NOT NULL
) STRICT;
CREATE INDEX ftp_sessions_by_sender ON ftp_sessions (address, camera, id);
CREATE INDEX assets_by_arrival ON assets (camera_id, received_at_ms);
`;
