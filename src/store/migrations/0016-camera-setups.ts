/** How the last setup of each camera went. */
export const CAMERA_SETUPS = `
CREATE TABLE camera_setups (
  camera_id INTEGER PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('OK', 'NOK')),
  reason TEXT NOT NULL,
  -- A JSON array of texts.
  warnings TEXT NOT NULL,
  -- What went wrong, as programs know it; null: nothing.
  problem TEXT,
  at_ms INTEGER NOT NULL
) STRICT;
`;
