/** What cameras say by themselves of an event. */
export const CAMERA_VERDICTS = `
CREATE TABLE camera_verdicts (
  event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  verdict TEXT NOT NULL CHECK (verdict IN ('person', 'vehicle', 'animal')),
  said_at_ms INTEGER NOT NULL,
  PRIMARY KEY (event_id, verdict)
) STRICT, WITHOUT ROWID;
`;
