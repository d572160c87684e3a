/** How the folder is known in which recordings are kept, and the last asset that was written while it was there. */
export const MEDIA_MARK = `
CREATE TABLE media_mark (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  mark TEXT NOT NULL,
  last_asset_id INTEGER NOT NULL
) STRICT;
`;
