/** Where a track went, and why it raised nothing. */
export const TRACK_ZONES = `
ALTER TABLE tracks ADD COLUMN suppressed_by TEXT CHECK (suppressed_by IN ('stationary', 'known_place', 'mask'));
-- JSON: [{"uuid", "name"}]
ALTER TABLE tracks ADD COLUMN zones TEXT NOT NULL DEFAULT '[]';
UPDATE tracks SET suppressed_by = iif(stationary = 1, 'stationary', 'known_place') WHERE suppressed = 1;
`;
