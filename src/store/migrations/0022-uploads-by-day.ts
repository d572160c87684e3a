const DAY_MS = 24 * 60 * 60_000;

/** How much came in a day of UTC, counted as it comes: what has been deleted since has been uploaded all the same. */
export const UPLOADS_BY_DAY = `
CREATE TABLE uploads_by_day (
  day INTEGER PRIMARY KEY,
  bytes INTEGER NOT NULL,
  -- When the first of them came.
  first_ms INTEGER NOT NULL
) STRICT;
INSERT INTO uploads_by_day SELECT received_at_ms / ${DAY_MS}, sum(size_bytes), min(received_at_ms) FROM assets GROUP BY 1;
CREATE TRIGGER upload_counted AFTER INSERT ON assets BEGIN
  INSERT INTO uploads_by_day VALUES (NEW.received_at_ms / ${DAY_MS}, NEW.size_bytes, NEW.received_at_ms)
    ON CONFLICT DO UPDATE SET bytes = bytes + excluded.bytes, first_ms = min(first_ms, excluded.first_ms);
END;
`;
