import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { MARK_FILE } from '../../src/housekeeping/media-presence.ts';
import { Scheduler } from '../../src/housekeeping/scheduler.ts';
import { jobRoutes } from '../../src/rest/job-routes.ts';
import { metricsRoutes } from '../../src/rest/metrics-routes.ts';
import { statisticsRoutes } from '../../src/rest/statistics-routes.ts';
import { CameraVerdictTable } from '../../src/store/camera-verdict-table.ts';
import { JobRunTable } from '../../src/store/job-run-table.ts';
import { StatisticsTable } from '../../src/store/statistics-table.ts';
import { CleanHouse, DAY_MS, HOUR_MS } from '../housekeeping/clean-house.ts';
import { Stores } from '../intake/stores.ts';
import { analysis, newAsset, track } from '../store/history-fixture.ts';
import { serve } from './rest-fixture.ts';

describe('housekeeping over REST', () => {
  test('shows jobs, runs one now, and lists what the cleanup would delete without deleting it', async (context) => {
    const house = await CleanHouse.open(context);
    const old = house.visit(9 * DAY_MS);
    house.visit(HOUR_MS);
    const cleanup = house.cleanup({ high: 1e12, low: 0 }, { keepDays: 7 });
    const { clock, logger, database } = house;
    const scheduler = new Scheduler({ jobs: [cleanup], log: new JobRunTable(database), clock, logger });
    await scheduler.start(new AbortController().signal);
    context.after(() => scheduler.stop());
    const { send } = await serve(
      context,
      jobRoutes({
        jobs: () => scheduler.jobs(),
        runNow: (name) => scheduler.runNow(name),
        dryRun: (signal) => cleanup.dryRun(signal),
        disk: async () => ({
          usedBytes: 80,
          availableBytes: 20,
          marks: { high: 0.85, low: 0.79 },
          bytesPerDay: 2,
          daysUntilFull: 2.5,
          absence: null,
        }),
        acceptDisk: () => house.presence.accept(),
      }),
    );
    const would = await send('GET', '/rest/cleanup/dry_run');
    assert.partialDeepStrictEqual(would.body, [{ event: old.eventId, camera: 1, reason: 'age' }]);
    assert.equal(house.files().length, 8);
    assert.partialDeepStrictEqual((await send('GET', '/rest/jobs')).body, [{ name: 'cleanup', last_run: null }]);

    assert.equal((await send('POST', '/rest/jobs/cleanup/run')).status, 202);
    await scheduler.idle();
    assert.partialDeepStrictEqual((await send('GET', '/rest/jobs')).body, [
      { name: 'cleanup', is_running: false, last_run: { outcome: 'done' } },
    ]);
    assert.equal(house.files().length, 4);
    assert.deepEqual((await send('GET', '/rest/cleanup/dry_run')).body, []);
    assert.equal((await send('POST', '/rest/jobs/nothing/run')).status, 404);
    assert.partialDeepStrictEqual((await send('GET', '/rest/disk')).body, {
      used_pct: 80,
      high_pct: 85,
      days_until_full: 2.5,
      absence: null,
    });
    rmSync(join(house.rootDir, MARK_FILE));
    assert.equal((await send('POST', '/rest/disk/accept')).status, 204);
    assert.ok(existsSync(join(house.rootDir, MARK_FILE)));
  });
});

test('what was seen is counted, and what mostly stands still is suggested for a mask', async (context) => {
  const stores = await Stores.open(context);
  const { config, database, history, queue, clock } = stores;
  const cameraId = await stores.addCamera('Garden');
  for (let hour = 1; hour <= 24; hour += 1) {
    const takenAtMs = clock.nowMs() - hour * HOUR_MS;
    const { jobId, assetId } = history.addAsset(
      newAsset(`${hour}.mp4`, { cameraId, takenAtMs, receivedAtMs: takenAtMs }),
    );
    queue.lease('clip', 60_000);
    const car = track(
      'car',
      { stationary: hour % 3 !== 0 },
      { startX: hour * 20, startY: 0, endX: hour * 20 + 9, endY: 9 },
    );
    history.completeAnalysis(jobId ?? 0, analysis(assetId, hour % 4 === 0 ? [car, track('dog')] : [car]));
  }
  const { send } = await serve(
    context,
    statisticsRoutes(new StatisticsTable(database), new CameraVerdictTable(database), config, clock),
  );
  assert.deepEqual((await send('GET', '/rest/statistics')).body, [
    { key: 'car', raised: 8, suppressed: 16 },
    { key: 'dog', raised: 6, suppressed: 0 },
  ]);
  assert.deepEqual((await send('GET', '/rest/statistics?by=camera')).body, [
    { key: 'Garden', raised: 14, suppressed: 16 },
  ]);
  const hours = (await send('GET', '/rest/statistics?by=hour')).body;
  assert.ok(Array.isArray(hours) && hours.length === 24 && hours[0].key === '00');
  const days = (await send('GET', '/rest/statistics?by=day')).body;
  assert.ok(Array.isArray(days) && days.length >= 2 && /^2026-11-2/.test(days[0].key));
  assert.deepEqual((await send('GET', '/rest/statistics?by=person')).body, []);
  await config.change((draft) => {
    draft.people.push({ id: 4, uuid: '00000000-0000-4000-8000-00000000000a', name: 'Anna', ignored: false });
    // Of the same number, and somebody else.
    const known = {
      name: 'Ben',
      file_path_image: 'ben.jpg',
      object_type: 1,
      identified: true,
      deep_learning_done: true,
    };
    draft.known_objects.push({ id: 4, ...known, recording_id: null, frame_nbr: null });
  });
  database.run(`UPDATE tracks SET identity = '{"kind":"known","personId":4,"name":"Anna"}' WHERE shape = 'dog'`);
  assert.deepEqual((await send('GET', '/rest/statistics?by=person')).body, [{ key: 'Anna', raised: 6, suppressed: 0 }]);
  assert.deepEqual((await send('GET', '/rest/statistics?to=2020-01-01')).body, []);
  assert.equal((await send('GET', '/rest/statistics?by=colour')).status, 400);
  assert.deepEqual((await send('GET', '/rest/statistics/suggestions')).body, [
    {
      camera: cameraId,
      profile: 1,
      shape: 'car',
      confidence_level: 70,
      sightings: 24,
      stood_still_pct: 67,
      words:
        'car at 0.70 on Garden: 67 % of 24 sightings stood still. A mask there, or a profile that asks more of car or leaves it out, saves looking at them.',
    },
  ]);
  await config.change((draft) => {
    draft.cameras = [];
  });
  assert.deepEqual(
    (await send('GET', '/rest/statistics/suggestions')).body,
    [],
    'nobody can mask a camera that is gone',
  );
});

test('Prometheus reads how the house is doing', async (context) => {
  const state = {
    atMs: 1_000,
    queue: { stills: 1, clips: 2, oldestWaitMs: 3_000, setAside: 4, background: 5 },
    disk: { usedBytes: 7, availableBytes: 8 },
    cameras: [
      {
        cameraId: 1,
        name: 'A "b"',
        lastUploadMs: 9_000,
        hourFiles: 1,
        hourBytes: 2,
        hourFailed: 0,
        hourAnalysisMs: 500,
      },
    ],
    services: [
      { name: 'FTP', state: 'running' as const },
      { name: 'InfluxDB', state: 'degraded' as const },
    ],
  };
  const stores = await Stores.open(context);
  const cameraId = await stores.addCamera('Garden');
  const parts = {
    house: { read: async () => state },
    statistics: { stillShares: () => [{ cameraId, shape: 'traffic light', sightings: 7, stoodStill: 6 }] },
    config: stores.config,
    version: '1.2.3',
    clock: stores.clock,
  };
  const { send } = await serve(context, metricsRoutes(parts));
  const { headers, body } = await send('GET', '/metrics');
  assert.match(headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
  for (const line of [
    'concierge_queue_files{kind="background"} 5',
    'concierge_queue_oldest_wait_seconds 3',
    'concierge_disk_available_bytes 8',
    'concierge_camera_hour_analysis_seconds{camera="A \\"b\\""} 0.5',
    'concierge_build_info{version="1.2.3"} 1',
    'concierge_camera_last_upload_timestamp_seconds{camera="A \\"b\\""} 9',
    'concierge_day_sightings{camera="Garden",shape="traffic light"} 7',
    'concierge_day_still_sightings{camera="Garden",shape="traffic light"} 6',
    'concierge_service_up{service="FTP"} 1',
    'concierge_service_up{service="InfluxDB"} 0',
  ]) {
    assert.ok(String(body).split('\n').includes(line), line);
  }
});
