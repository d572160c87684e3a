import { ASSETS_EVENTS_TRACKS_JOBS } from './migrations/0001-assets-events-tracks-jobs.ts';
import { REMOVALS_JOB_RUNS } from './migrations/0002-removals-job-runs.ts';
import { TRACK_ZONES } from './migrations/0003-track-zones.ts';
import { KEEP_REANALYSIS } from './migrations/0004-keep-reanalysis.ts';
import { ZONE_ANNOUNCEMENTS } from './migrations/0005-zone-announcements.ts';
import { SIGHTINGS } from './migrations/0006-sightings.ts';
import { FACES } from './migrations/0007-faces.ts';
import { FTP_SESSIONS } from './migrations/0008-ftp-sessions.ts';
import { INFLUX_OUTBOX } from './migrations/0009-influx-outbox.ts';
import { LISTENER_OUTBOX } from './migrations/0010-listener-outbox.ts';
import { STATISTICS } from './migrations/0011-statistics.ts';
import { TRACKS_BY_WHO } from './migrations/0012-tracks-by-who.ts';
import { REANALYSIS_RUNS } from './migrations/0013-reanalysis-runs.ts';
import { SIGHTING_COUNTS } from './migrations/0014-sighting-counts.ts';
import { OBJECTS } from './migrations/0015-objects.ts';
import { CAMERA_SETUPS } from './migrations/0016-camera-setups.ts';
import { HELD_BYTES } from './migrations/0017-held-bytes.ts';
import { CAMERA_VERDICTS } from './migrations/0018-camera-verdicts.ts';
import { VERDICT_COUNTS } from './migrations/0019-verdict-counts.ts';
import { MEDIA_MARK } from './migrations/0020-media-mark.ts';
import { OTHER_MODELS } from './migrations/0021-other-models.ts';
import { UPLOADS_BY_DAY } from './migrations/0022-uploads-by-day.ts';
import { TOLD_CLIPS } from './migrations/0023-told-clips.ts';
import { LISTENING } from './migrations/0024-listening.ts';
import { INFLUX_ERASURES } from './migrations/0025-influx-erasures.ts';

/**
 * The schema of concierge.db, step by step: `PRAGMA user_version` counts the steps taken. A step that was released is
 * never changed. Times are ms since 1970 UTC; boxes are in pixels of the asset's frames.
 */
export const MIGRATIONS: readonly string[] = [
  ASSETS_EVENTS_TRACKS_JOBS,
  REMOVALS_JOB_RUNS,
  TRACK_ZONES,
  KEEP_REANALYSIS,
  ZONE_ANNOUNCEMENTS,
  SIGHTINGS,
  FACES,
  FTP_SESSIONS,
  INFLUX_OUTBOX,
  LISTENER_OUTBOX,
  STATISTICS,
  TRACKS_BY_WHO,
  REANALYSIS_RUNS,
  SIGHTING_COUNTS,
  OBJECTS,
  CAMERA_SETUPS,
  HELD_BYTES,
  CAMERA_VERDICTS,
  VERDICT_COUNTS,
  MEDIA_MARK,
  OTHER_MODELS,
  UPLOADS_BY_DAY,
  TOLD_CLIPS,
  LISTENING,
  INFLUX_ERASURES,
];
