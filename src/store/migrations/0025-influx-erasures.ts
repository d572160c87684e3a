/** What InfluxDB is told may as well be what it has to forget. */
export const INFLUX_ERASURES = `
ALTER TABLE influx_outbox ADD COLUMN kind TEXT NOT NULL DEFAULT 'points' CHECK (kind IN ('points', 'erasure'));
`;
