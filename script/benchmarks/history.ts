import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteAnalysisQueue } from '../../src/queue/sqlite-queue.ts';
import { historyRoutes } from '../../src/rest/history-routes.ts';
import { HttpService } from '../../src/rest/http-service.ts';
import { interworkingRoutes } from '../../src/rest/interworking-routes.ts';
import { restApp } from '../../src/rest/rest-app.ts';
import { statisticsRoutes } from '../../src/rest/statistics-routes.ts';
import { systemClock as clock } from '../../src/runtime/clock.ts';
import { createLogger, type Logger } from '../../src/runtime/logger.ts';
import { MediaRoot } from '../../src/runtime/media-root.ts';
import type { SqliteDatabase } from '../../src/runtime/sqlite-database.ts';
import { CameraVerdictTable } from '../../src/store/camera-verdict-table.ts';
import { openDatabase } from '../../src/store/database.ts';
import { defaultConfig } from '../../src/store/default-config.ts';
import { SightingTable } from '../../src/store/sighting-table.ts';
import { SqliteHistory } from '../../src/store/sqlite-history.ts';
import { StatisticsTable } from '../../src/store/statistics-table.ts';
import { type Measurement, quantile } from './result.ts';

const REPETITIONS = 100;
const MINUTE_MS = 60_000;
const INTERWORKING = '/interworking/api/v1.0';

/** How quickly REST answers with a million events: a year of twenty busy cameras. */
export function history(): Promise<Measurement[]> {
  return withEvents(1_000_000, { ...interworkingPaths(clock.nowMs()), ...paths(clock.nowMs()) }, 100);
}

/** How quickly the container version's addresses answer with 100,000 events. */
export function interworking(): Promise<Measurement[]> {
  return withEvents(100_000, interworkingPaths(clock.nowMs()), 20);
}

async function withEvents(events: number, asked: Record<string, string>, barMs: number): Promise<Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'concierge-bench-'));
  const logger = createLogger('error');
  const database = openDatabase({ folder, logger, clock });
  try {
    fill(database, events);
    await mkdir(join(folder, 'shots'));
    for (let back = 0; back < 50; back += 1) await writeFile(join(folder, `shots/${events - back}.jpg`), 'a picture');
    const service = await serve(folder, database, logger);
    const measured: Measurement[] = [];
    // The add-on has run for a while when somebody asks: its HTTP code is compiled, no question of these was asked.
    await measure(`http://127.0.0.1:${service.port}${INTERWORKING}/get_shape_objects`);
    for (const [what, path] of Object.entries(asked)) {
      const values = await measure(`http://127.0.0.1:${service.port}${path}`);
      const slow = quantile(values, 0.99);
      const met = slow < barMs;
      const bar = `p99 under ${barMs} (is ${slow.toFixed(1)})`;
      const how = `over HTTP, from a database of ${database.get('PRAGMA page_count')?.number('page_count')} pages`;
      measured.push({ what: `${events.toLocaleString('en')} events: ${what}`, unit: 'ms', values, bar, met, how });
    }
    await service.stop();
    return measured;
  } finally {
    database.close();
    await rm(folder, { recursive: true });
  }
}

async function serve(folder: string, database: SqliteDatabase, logger: Logger): Promise<HttpService> {
  const queue = new SqliteAnalysisQueue({ database, clock, logger });
  const stored = new SqliteHistory({ database, jobs: queue, clock });
  const document = defaultConfig();
  const notHere = () => {
    throw new Error('not here');
  };
  const config = { read: () => document, change: notHere, tryOut: notHere, parse: notHere, onChange: () => () => {} };
  const sightings = new SightingTable(database);
  const media = new MediaRoot(await realpath(folder));
  const routes = [
    historyRoutes(stored, config),
    statisticsRoutes(new StatisticsTable(database), new CameraVerdictTable(database), config, clock),
    interworkingRoutes({ sightings, past: sightings, config, media, backEndPort: 8000, clock }),
  ];
  const app = restApp({ guard: (_request, _response, next) => next(), routes, logger });
  const service = new HttpService({ name: 'bench', host: '127.0.0.1', port: 0, app, clock, logger });
  await service.start(new AbortController().signal);
  return service;
}

function spanOf(nowMs: number, days: number) {
  const to = Math.round(nowMs / 1000);
  return { from: to - days * 86_400, to };
}

export function interworkingPaths(nowMs: number): Record<string, string> {
  const { from, to } = spanOf(nowMs, 1);
  return {
    shape_detected: `${INTERWORKING}/shape_detected/all_cameras/person`,
    'shape_detected, nothing seen': `${INTERWORKING}/shape_detected/all_cameras/zebra`,
    'last_detected_images, the tenth': `${INTERWORKING}/last_detected_images/person/9.jpg`,
    shapes_video: `${INTERWORKING}/shapes_video/1000`,
    'get_recordings of a day': `${INTERWORKING}/get_recordings/person/${from}/${to}`,
    'get_video_shapes of an hour': `${INTERWORKING}/get_video_shapes/all/${to - 3600}/${to}`,
    'get_video_shapes of a day': `${INTERWORKING}/get_video_shapes/all/${from}/${to}`,
  };
}

function paths(nowMs: number): Record<string, string> {
  const day = spanOf(nowMs, 1);
  const year = spanOf(nowMs, 365);
  const ofYear = `from=${year.from}&to=${year.to}`;
  return {
    'newest 50 events': '/rest/events',
    'events of one camera and day': `/rest/events?camera=3&from=${day.from}&to=${day.to}`,
    'events with a car, a year back': `/rest/events?shape=car&to=${year.from + 86_400 * 30}`,
    'newest 1000 recordings': '/rest/recordings',
    'statistics of a week, by hour': '/rest/statistics?by=hour',
    'statistics of a year, by hour': `/rest/statistics?by=hour&${ofYear}`,
    'statistics of a year, by day': `/rest/statistics?by=day&${ofYear}`,
    'statistics of a year, by camera': `/rest/statistics?by=camera&${ofYear}`,
    'suggestions of a week': '/rest/statistics/suggestions',
    'suggestions of a year': `/rest/statistics/suggestions?${ofYear}`,
    "cameras' verdicts of a week": '/rest/statistics/camera_verdicts',
    "cameras' verdicts of a year": `/rest/statistics/camera_verdicts?${ofYear}`,
  };
}

/** The first answer counts as well. */
export async function measure(url: string): Promise<number[]> {
  const values: number[] = [];
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    const begun = performance.now();
    const response = await fetch(url);
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${url} answers ${response.status}`);
    values.push(performance.now() - begun);
  }
  return values;
}

/** A file and a track an event, twenty cameras, every other one a clip, one car in three parked; cameras say person of three events in four. */
export function fill(database: SqliteDatabase, count: number): void {
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
    database.run(`${numbers} INSERT INTO camera_verdicts (event_id, verdict, said_at_ms)
      SELECT printf('%09d', i), 'person', ${at} FROM n WHERE i / 20 % 4 > 0`);
  });
}
