const QUARTER_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** Counts a track of a trigger's row in, or out. */
function count(row: 'NEW' | 'OLD', sign: '+' | '-'): string {
  const raised = `(${row}.suppressed = 0)`;
  return `
  INSERT INTO sightings_by_quarter VALUES (${row}.seen_at_ms / ${QUARTER_MS}, ${sign}${raised}, ${sign}${row}.suppressed)
    ON CONFLICT DO UPDATE SET raised = raised + excluded.raised, suppressed = suppressed + excluded.suppressed;
  INSERT INTO sightings_by_day VALUES (${row}.seen_at_ms / ${DAY_MS}, ${row}.camera_id, ${row}.shape,
      ifnull(${row}.person_id, 0), ${sign}${raised}, ${sign}${row}.suppressed, ${sign}${row}.stationary)
    ON CONFLICT DO UPDATE SET raised = raised + excluded.raised, suppressed = suppressed + excluded.suppressed,
      still = still + excluded.still;`;
}

/** What is counted out to nothing goes. */
const TIDY = `
  DELETE FROM sightings_by_quarter WHERE quarter = OLD.seen_at_ms / ${QUARTER_MS} AND raised = 0 AND suppressed = 0;
  DELETE FROM sightings_by_day WHERE day = OLD.seen_at_ms / ${DAY_MS} AND camera_id = OLD.camera_id AND shape = OLD.shape
    AND person_id = ifnull(OLD.person_id, 0) AND raised = 0 AND suppressed = 0;`;

/**
 * How many tracks there were, kept by triggers in the transactions that change them: of each quarter of an hour, of which
 * hours and days are made in any time zone, and of each camera, shape and person (0: nobody known) in a day of UTC.
 */
export const SIGHTING_COUNTS = `
CREATE TABLE sightings_by_quarter (
  quarter INTEGER PRIMARY KEY,
  raised INTEGER NOT NULL,
  suppressed INTEGER NOT NULL
) STRICT;
CREATE TABLE sightings_by_day (
  day INTEGER NOT NULL,
  camera_id INTEGER NOT NULL,
  shape TEXT NOT NULL,
  person_id INTEGER NOT NULL,
  raised INTEGER NOT NULL,
  suppressed INTEGER NOT NULL,
  still INTEGER NOT NULL,
  PRIMARY KEY (day, camera_id, shape, person_id)
) STRICT, WITHOUT ROWID;

INSERT INTO sightings_by_quarter
  SELECT seen_at_ms / ${QUARTER_MS}, sum(suppressed = 0), sum(suppressed) FROM tracks GROUP BY 1;
INSERT INTO sightings_by_day
  SELECT seen_at_ms / ${DAY_MS}, camera_id, shape, ifnull(person_id, 0), sum(suppressed = 0), sum(suppressed), sum(stationary)
  FROM tracks GROUP BY 1, 2, 3, 4;

CREATE TRIGGER track_counted AFTER INSERT ON tracks BEGIN ${count('NEW', '+')} END;
CREATE TRIGGER track_uncounted AFTER DELETE ON tracks BEGIN ${count('OLD', '-')} ${TIDY} END;
CREATE TRIGGER track_recounted AFTER UPDATE OF seen_at_ms, camera_id, shape, suppressed, stationary, identity ON tracks
BEGIN ${count('OLD', '-')} ${count('NEW', '+')} ${TIDY} END;
`;
