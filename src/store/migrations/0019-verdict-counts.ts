const DAY_MS = 24 * 60 * 60_000;

const SAID = `(SELECT ifnull(sum(CASE verdict WHEN 'person' THEN 1 WHEN 'vehicle' THEN 2 WHEN 'animal' THEN 4 END), 0)
    FROM camera_verdicts WHERE event_id = events.id)`;

/** Of an event in which nothing was found it matters whether anybody has looked. */
const FOUND = `ifnull(
    (SELECT max(shape = 'person') + 2 * max(shape IN ('car', 'truck', 'bus', 'motorcycle', 'bicycle'))
        + 4 * max(shape IN ('dog', 'cat', 'bird', 'horse', 'sheep', 'cow', 'bear'))
      FROM tracks WHERE event_id = events.id AND suppressed = 0),
    iif(EXISTS (SELECT 1 FROM assets WHERE event_id = events.id AND state = 'analysed')
      AND NOT EXISTS (SELECT 1 FROM assets WHERE event_id = events.id AND state = 'waiting'), 0, -1))`;

function look(row: 'NEW' | 'OLD', column: 'said' | 'found'): string {
  return `UPDATE events SET ${column} = ${column === 'said' ? SAID : FOUND} WHERE id = ${row}.event_id;`;
}

/** Counts a trigger's event in, or out; what is counted out to nothing goes. */
function count(row: 'NEW' | 'OLD', sign: '+' | '-'): string {
  return `
  INSERT INTO verdicts_by_day
    SELECT ${row}.started_at_ms / ${DAY_MS}, ${row}.camera_id, ${row}.said, ${row}.found, ${sign}1
    WHERE ${row}.said > 0 OR ${row}.found > 0
    ON CONFLICT DO UPDATE SET events = events + excluded.events;
  DELETE FROM verdicts_by_day WHERE day = ${row}.started_at_ms / ${DAY_MS} AND camera_id = ${row}.camera_id
    AND said = ${row}.said AND found = ${row}.found AND events = 0;`;
}

/**
 * What a camera said of an event and what was found in it, a bit each for person (1), vehicle (2) and animal (4); found is
 * -1 while nobody has looked. Of events with anything in either, how many there were of a camera in a day of UTC, kept by
 * triggers in the transactions that change them.
 */
export const VERDICT_COUNTS = `
ALTER TABLE events ADD COLUMN said INTEGER NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN found INTEGER NOT NULL DEFAULT -1;
UPDATE events SET said = ${SAID}, found = ${FOUND};

CREATE TABLE verdicts_by_day (
  day INTEGER NOT NULL,
  camera_id INTEGER NOT NULL,
  said INTEGER NOT NULL,
  found INTEGER NOT NULL,
  events INTEGER NOT NULL,
  PRIMARY KEY (day, camera_id, said, found)
) STRICT, WITHOUT ROWID;
INSERT INTO verdicts_by_day
  SELECT started_at_ms / ${DAY_MS}, camera_id, said, found, count(*) FROM events WHERE said > 0 OR found > 0 GROUP BY 1, 2, 3, 4;

CREATE TRIGGER event_uncounted AFTER DELETE ON events BEGIN ${count('OLD', '-')} END;
CREATE TRIGGER event_recounted AFTER UPDATE OF started_at_ms, camera_id, said, found ON events
WHEN (OLD.started_at_ms, OLD.camera_id, OLD.said, OLD.found) <> (NEW.started_at_ms, NEW.camera_id, NEW.said, NEW.found)
BEGIN ${count('OLD', '-')} ${count('NEW', '+')} END;

CREATE TRIGGER verdict_said AFTER INSERT ON camera_verdicts BEGIN ${look('NEW', 'said')} END;
CREATE TRIGGER verdict_unsaid AFTER DELETE ON camera_verdicts BEGIN ${look('OLD', 'said')} END;
CREATE TRIGGER track_found AFTER INSERT ON tracks BEGIN ${look('NEW', 'found')} END;
CREATE TRIGGER track_gone AFTER DELETE ON tracks BEGIN ${look('OLD', 'found')} END;
CREATE TRIGGER track_judged AFTER UPDATE OF event_id, shape, suppressed ON tracks
BEGIN ${look('OLD', 'found')} ${look('NEW', 'found')} END;
CREATE TRIGGER asset_come AFTER INSERT ON assets BEGIN ${look('NEW', 'found')} END;
CREATE TRIGGER asset_gone AFTER DELETE ON assets BEGIN ${look('OLD', 'found')} END;
CREATE TRIGGER asset_looked_at AFTER UPDATE OF event_id, state ON assets
BEGIN ${look('OLD', 'found')} ${look('NEW', 'found')} END;
`;
