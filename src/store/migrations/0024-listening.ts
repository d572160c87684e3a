/** When uploads could have come: what the silence of a camera is measured by. */
export const LISTENING = `
CREATE TABLE listening (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  from_ms INTEGER NOT NULL,
  until_ms INTEGER NOT NULL
) STRICT;
`;
