/** What listeners have not been told yet. A newer message about the same subject takes the place of one that waits. */
export const LISTENER_OUTBOX = `
CREATE TABLE listener_outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  listener_id INTEGER NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 0,
  created_at_ms INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at_ms INTEGER NOT NULL,
  UNIQUE (listener_id, subject)
) STRICT;
CREATE INDEX listener_outbox_order ON listener_outbox (listener_id, id);
`;
