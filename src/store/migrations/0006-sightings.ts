/** When we learnt of a track, by our own clock, and what outside detectors reported. */
export const SIGHTINGS = `
ALTER TABLE tracks ADD COLUMN found_at_ms INTEGER NOT NULL DEFAULT 0;
UPDATE tracks SET found_at_ms = ifnull((SELECT a.received_at_ms FROM assets a WHERE a.id = tracks.asset_id), seen_at_ms);
CREATE INDEX tracks_found ON tracks (found_at_ms) WHERE suppressed = 0;
CREATE INDEX tracks_found_by_shape ON tracks (shape, found_at_ms) WHERE suppressed = 0;
CREATE INDEX tracks_in_clips ON tracks (seen_at_ms) WHERE recording_id IS NOT NULL;

-- Its shapes are an outside detector's: our own analysis does not take their place.
ALTER TABLE assets ADD COLUMN reported INTEGER NOT NULL DEFAULT 0;
`;
