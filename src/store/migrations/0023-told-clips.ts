/** What callers say of a clip that Concierge has not looked at itself. */
export const TOLD_CLIPS = `
ALTER TABLE recordings ADD COLUMN told_duration_ms REAL;
ALTER TABLE recordings ADD COLUMN told_frame_count INTEGER;
ALTER TABLE recordings ADD COLUMN told_resolution TEXT;
ALTER TABLE recordings ADD COLUMN told_analysed INTEGER NOT NULL DEFAULT 0;
`;
