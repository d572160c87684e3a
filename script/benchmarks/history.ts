import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteAnalysisQueue } from '../../src/queue/sqlite-queue.ts';
import { historyRoutes } from '../../src/rest/history-routes.ts';
import { HttpService } from '../../src/rest/http-service.ts';
import { interworkingRoutes } from '../../src/rest/interworking-routes.ts';
import { restApp } from '../../src/rest/rest-app.ts';
import { statisticsRoutes } from '../../src/rest/statistics-routes.ts';
import { systemClock as clock } from '../../src/runtime/clock.ts';
import { createLogger } from '../../src/runtime/logger.ts';
import { MediaRoot } from '../../src/runtime/media-root.ts';
import type { SqliteDatabase } from '../../src/runtime/sqlite-database.ts';
import { openDatabase } from '../../src/store/database.ts';
import { defaultConfig } from '../../src/store/default-config.ts';
import { SightingTable } from '../../src/store/sighting-table.ts';
import { SqliteHistory } from '../../src/store/sqlite-history.ts';
import { StatisticsTable } from '../../src/store/statistics-table.ts';
import { type Measurement, quantile } from './result.ts';

const EVENTS = 1_000_000;
const REPETITIONS = 15;
const MINUTE_MS = 60_000;
const BAR_MS = 100;

/** How quickly REST answers with a million events in history: a year of twenty busy cameras. */
export async function history(): Promise<Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'concierge-bench-'));
  const logger = createLogger('error');
  const database = openDatabase({ folder, logger, clock });
  try {
    fill(database, EVENTS);
    const queue = new SqliteAnalysisQueue({ database, clock, logger });
    const stored = new SqliteHistory({ database, jobs: queue, clock });
    const document = defaultConfig();
    const config = {
      read: () => document,
      change: () => Promise.reject(new Error('not here')),
      tryOut: () => {
        throw new Error('not here');
      },
      parse: () => {
        throw new Error('not here');
      },
      onChange: () => () => {},
    };
    const sightings = new SightingTable(database);
    const routes = [
      historyRoutes(stored, config),
      statisticsRoutes(new StatisticsTable(database), config, clock),
      interworkingRoutes({
        sightings,
        past: sightings,
        config,
        media: new MediaRoot(folder),
        backEndPort: 8000,
        clock,
      }),
    ];
    const app = restApp({ guard: (_request, _response, next) => next(), routes, logger });
    const service = new HttpService({ name: 'bench', host: '127.0.0.1', port: 0, app, clock, logger });
    await service.start(new AbortController().signal);
    const measured: Measurement[] = [];
    for (const [what, path] of Object.entries(paths(clock.nowMs()))) {
      measured.push(await measure(what, `http://127.0.0.1:${service.port}${path}`));
    }
    await service.stop();
    return measured;
  } finally {
    database.close();
    await rm(folder, { recursive: true });
  }
}

function paths(nowMs: number): Record<string, string> {
  const base = '/interworking/api/v1.0';
  const day = `${Math.round(nowMs / 1000) - 86_400}/${Math.round(nowMs / 1000)}`;
  return {
    'newest 50 events': '/rest/events',
    'events of one camera and day': `/rest/events?camera=3&from=${day.replace('/', '&to=')}`,
    'newest 1000 recordings': '/rest/recordings',
    shape_detected: `${base}/shape_detected/all_cameras/person`,
    'shape_detected, nothing seen': `${base}/shape_detected/all_cameras/zebra`,
    'get_recordings of a day': `${base}/get_recordings/person/${day}`,
    'get_video_shapes of a day': `${base}/get_video_shapes/all/${day}`,
    shapes_video: `${base}/shapes_video/1000`,
    'statistics of a week': '/rest/statistics?by=hour',
    'suggestions of a week': '/rest/statistics/suggestions',
  };
}

async function measure(what: string, url: string): Promise<Measurement> {
  const values: number[] = [];
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    const begun = performance.now();
    const response = await fetch(url);
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${url} answers ${response.status}`);
    values.push(performance.now() - begun);
  }
  const met = quantile(values, 0.99) < BAR_MS;
  const how = `over HTTP with ${EVENTS} events, pictures or clips, and tracks; the first answer included`;
  return { what: `REST, 1,000,000 events: ${what}`, unit: 'ms', values, bar: `under ${BAR_MS} ms`, met, how };
}

/** A file and a track an event, twenty cameras, every other one a clip, one car in three parked. */
function fill(database: SqliteDatabase, count: number): void {
  const endMs = clock.nowMs();
  const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;
  const at = `${endMs} - (${count} - i) * ${MINUTE_MS / 2}`;
  database.inTransaction(() => {
    database.run(`${numbers} INSERT INTO events (id, camera_id, started_at_ms, ended_at_ms)
      SELECT printf('%09d', i), i % 20 + 1, ${at}, ${at} + 5000 FROM n`);
    database.run(`${numbers} INSERT INTO recordings (id, camera_id, started_at_ms, file)
      SELECT i, i % 20 + 1, ${at}, 'cam/' || i || '.mp4' FROM n WHERE i % 2 = 0`);
    database.run(`${numbers} INSERT INTO assets (id, file, media_type, camera_id, event_id, recording_id, taken_at_ms,
        received_at_ms, size_bytes, state, fps, frame_count, duration_ms, width, height, codec)
      SELECT i, 'cam/' || i || iif(i % 2, '.jpg', '.mp4'), iif(i % 2, 'jpg', 'mp4'), i % 20 + 1, printf('%09d', i),
        iif(i % 2, NULL, i), ${at}, ${at}, 1000000, 'analysed', 15, 150, 10000, 1920, 1080, 'h264' FROM n`);
    database.run(`${numbers} INSERT INTO tracks (asset_id, event_id, recording_id, camera_id, shape, confidence, stationary,
        suppressed, seen_at_ms, found_at_ms, best_frame, best_time_ms, best_confidence, start_x, start_y, end_x, end_y,
        snapshot, positions)
      SELECT i, printf('%09d', i), iif(i % 2, NULL, i), i % 20 + 1, iif(i % 3, 'person', 'car'), 0.9, i % 9 = 0, i % 9 = 0,
        ${at}, ${at}, 30, 2000, 0.9, 1, 2, 3, 4, 'shots/' || i || '.jpg', '[30,2000,1,2,3,4,0.9]' FROM n`);
  });
}
