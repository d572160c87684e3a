/** Which events show a person, a stranger, or somebody of whom it is not sure. */
export const TRACKS_BY_WHO = `
ALTER TABLE tracks ADD COLUMN identity_kind TEXT GENERATED ALWAYS AS (identity ->> '$.kind') VIRTUAL;
CREATE INDEX tracks_by_who ON tracks (identity_kind, person_id, event_id)
  WHERE identity_kind IS NOT NULL AND suppressed = 0;
`;
