/** All that counts of tracks need, in order of time. */
export const STATISTICS = `
CREATE INDEX tracks_counted ON tracks (seen_at_ms, camera_id, shape, suppressed, stationary, person_id);
`;
