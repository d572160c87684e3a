import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { ConciergeError } from '../../src/domain/concierge-error.ts';
import { AnalysisPipeline } from '../../src/pipeline/analysis-pipeline.ts';
import type { ConfigStore } from '../../src/ports/config-store.ts';
import type { AnalysisRequest, AnalysisResult, ShapeAnalyser } from '../../src/ports/shape-analyser.ts';
import { SqliteAnalysisQueue } from '../../src/queue/sqlite-queue.ts';
import { openDatabase } from '../../src/store/database.ts';
import { defaultConfig } from '../../src/store/default-config.ts';
import { SqliteHistory } from '../../src/store/sqlite-history.ts';
import { SqliteReanalysis } from '../../src/store/sqlite-reanalysis.ts';
import { modelsHere } from '../support/detector-models.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { silentLogger } from '../support/test-logger.ts';
import { FRONT_CAMERA } from './front-camera.ts';

const CAMERA_ID = FRONT_CAMERA.id;
const person: AnalysisResult = {
  metadata: { fps: 10, frameCount: 40, durationMs: 4000, width: 640, height: 360, codec: 'h264' },
  tracks: [
    {
      shape: 'person',
      confidence: 0.9,
      stationary: false,
      bestShot: { frameNumber: 5, timeMs: 500, box: { startX: 1, startY: 2, endX: 30, endY: 60 }, confidence: 0.9 },
      positions: [{ frameNumber: 5, timeMs: 500, box: { startX: 1, startY: 2, endX: 30, endY: 60 }, confidence: 0.9 }],
      snapshot: 'concierge-snapshots/Front/x.jpg',
      faces: [],
    },
  ],
  annotatedFrame: null,
  framesAnalysed: 8,
  elapsedMs: 12,
};

describe('the analysis pipeline', () => {
  test('analyses what arrives with the profile of its camera, keeps it and tells the sinks', async (context) => {
    const { add, history, told, requests, pipeline } = await start(context, async () => person);
    const { assetId, eventId } = add('Front_00_20261122120000.mp4');
    assert.equal(await told(), eventId);
    assert.deepEqual(history.asset(assetId)?.state, 'analysed');
    assert.deepEqual(
      history.event(eventId)?.tracks.map(({ shape }) => shape),
      ['person'],
    );
    const [request] = requests;
    assert.equal(request?.minConfidence, 0.7);
    assert.equal(request?.everyNthFrame, 5);
    assert.ok(request?.shapes?.includes('dog') && !request.shapes.includes('toothbrush'));
    assert.match(request?.snapshots?.fileBase ?? '', /^concierge-snapshots\/Front\/2026-11-22\//);
    await pipeline.stop();
  });

  test('sets a file aside at once when it is itself at fault, and says why', async (context) => {
    const unreadable = new ConciergeError('MEDIA_UNREADABLE', 'Cannot read "a.mp4": it is no video.');
    const { add, history, queue, idle, requests } = await start(context, () => Promise.reject(unreadable));
    const { assetId } = add('Front_00_20261122120000.mp4');
    await idle();
    assert.equal(requests.length, 1);
    assert.equal(queue.depth().setAside, 1);
    assert.deepEqual(pick(history.asset(assetId)), { state: 'failed', reason: 'Cannot read "a.mp4": it is no video.' });
  });

  test('tries a file twice again when the worker dies of it, then sets it aside and goes on with the next', async (context) => {
    const crash = new ConciergeError('WORKER_CRASHED', 'The clips worker died.');
    const poison = 'Front_00_20261122120000.mp4';
    const { add, history, idle, clock, requests, told } = await start(context, async ({ file }) => {
      if (file === poison) throw crash;
      return person;
    });
    const { assetId } = add(poison);
    for (let attempt = 1; attempt <= 3; attempt++) {
      await idle();
      assert.equal(requests.length, attempt);
      clock.advance(600_000);
    }
    await idle();
    assert.equal(requests.length, 3);
    assert.deepEqual(pick(history.asset(assetId)), { state: 'failed', reason: 'The clips worker died.' });
    const { eventId } = add('Front_00_20261122130000.mp4');
    assert.equal(await told(), eventId);
  });

  test('gives the job back when the add-on stops, without counting an attempt', async (context) => {
    const { add, queue, pipeline, started } = await start(context, (_request, signal) => untilAborted(signal));
    add('Front_00_20261122120000.mp4');
    await started();
    await pipeline.stop();
    const job = queue.lease('clip', 1000);
    assert.equal(job?.attempt, 1);
  });

  test('analyses again with the profile that was asked for, and tells the sinks', async (context) => {
    const { add, history, idle, requests, config, reanalysis, queue } = await start(context, async () => person);
    const { assetId } = add('Front_00_20261122120000.mp4');
    await idle();
    const [profile] = config.analytics_profiles;
    config.analytics_profiles = profile ? [profile, { ...profile, id: 9, name: 'Sure', confidence_level: 95 }] : [];
    reanalysis.request({ kind: 'asset', id: assetId }, 9);
    await idle();
    assert.deepEqual(
      requests.map(({ minConfidence }) => minConfidence),
      [0.7, 0.95],
    );
    assert.equal(queue.waitingInBackground(), 0);
    assert.equal(history.asset(assetId)?.profileId, null, 'its own profile stays');
  });

  test('leaves what is analysed again when anything new comes, and begins it anew after that', async (context) => {
    let isSlow = false;
    const begun = Promise.withResolvers<void>();
    const { add, idle, requests, reanalysis, queue, told, revised } = await start(context, async (_request, signal) => {
      if (!isSlow) return person;
      begun.resolve();
      return untilAborted(signal);
    });
    const { assetId, eventId } = add('Front_00_20261122120000.mp4');
    await idle();
    isSlow = true;
    reanalysis.request({ kind: 'asset', id: assetId });
    await begun.promise;
    isSlow = false;
    add('Front_00_20261122130000.mp4');
    await idle();
    assert.deepEqual(
      requests.slice(2).map(({ file }) => file),
      ['Front_00_20261122130000.mp4', 'Front_00_20261122120000.mp4'],
    );
    assert.equal(queue.depth().setAside, 0);
    assert.equal(await told(), eventId);
    assert.deepEqual(revised, [eventId], 'what is analysed again is no news');
  });

  test('makes no pictures of what is only compared, and tells nobody', async (context) => {
    const { add, idle, requests, queue, revised } = await start(context, async () => person);
    const { assetId } = add('Front_00_20261122120000.mp4');
    await idle();
    const job = {
      kind: 'clip',
      assetId,
      cameraId: CAMERA_ID,
      profileId: null,
      modelId: null,
      runId: null,
      compareOnly: true,
    } as const;
    queue.insertAgain(job);
    await idle();
    assert.equal(requests.length, 2);
    assert.partialDeepStrictEqual(requests[1], { snapshots: null, annotatedFrame: null });
    assert.deepEqual(revised, []);
  });

  test('has a file analysed again with another model, and leaves it as it was when that is gone', async (context) => {
    const { add, idle, requests, queue, reanalysis, history } = await start(context, async () => person);
    const { assetId } = add('Front_00_20261122120000.mp4');
    await idle();
    reanalysis.request({ kind: 'asset', id: assetId }, null, 'other');
    await idle();
    assert.equal(requests[0]?.detector, undefined);
    assert.equal(requests[1]?.detector?.file, '/models/other.onnx');
    reanalysis.request({ kind: 'asset', id: assetId }, null, 'gone');
    await idle();
    assert.equal(requests.length, 2);
    assert.equal(queue.depth().setAside, 1);
    assert.partialDeepStrictEqual(history.asset(assetId), {
      state: 'analysed',
      reason: 'The model "gone" is not on this machine any more.',
    });
  });

  test('sets aside what belongs to a camera that was deleted meanwhile', async (context) => {
    const { add, history, idle, requests, config } = await start(context, async () => person);
    config.cameras = [];
    const { assetId } = add('Front_00_20261122120000.mp4');
    await idle();
    assert.equal(requests.length, 0);
    assert.equal(history.asset(assetId)?.reason, 'its camera was deleted');
  });
});

async function start(context: TestContext, analyse: ShapeAnalyser['analyse']) {
  const clock = new ManualClock();
  const logger = silentLogger();
  const database = openDatabase({ folder: await temporaryFolder(context), logger, clock });
  const queue = new SqliteAnalysisQueue({ database, clock, logger });
  const history = new SqliteHistory({ database, jobs: queue, clock });
  const config = { ...defaultConfig(), cameras: [FRONT_CAMERA] };
  const requests: AnalysisRequest[] = [];
  const firstRequest = Promise.withResolvers<void>();
  const revised: string[] = [];
  const eventTold = Promise.withResolvers<string>();
  const pipeline = new AnalysisPipeline({
    kind: 'clip',
    queue,
    history,
    config: { read: () => config } as unknown as ConfigStore, // only read() is the pipeline's business
    analyser: {
      analyse(request, signal) {
        requests.push(request);
        firstRequest.resolve();
        return analyse(request, signal);
      },
      metadata: () => Promise.reject(new Error('not asked for')),
    },
    models: modelsHere('other'),
    sinks: [
      {
        eventChanged: (eventId) => eventTold.resolve(eventId),
        eventRevised: (eventId) => revised.push(eventId),
        queueChanged: () => {},
      },
    ],
    clock,
    logger,
  });
  await queue.start();
  await pipeline.start();
  context.after(async () => {
    await pipeline.stop();
    await queue.stop();
    database.close();
  });
  return {
    clock,
    config,
    queue,
    history,
    reanalysis: new SqliteReanalysis({ database, jobs: queue }),
    pipeline,
    requests,
    revised,
    told: () => eventTold.promise,
    started: () => firstRequest.promise,
    idle: () => pipeline.idle(),
    add: (file: string) =>
      history.addAsset({
        file,
        mediaType: 'mp4',
        cameraId: CAMERA_ID,
        profileId: null,
        takenAtMs: clock.nowMs(),
        receivedAtMs: clock.nowMs(),
        sizeBytes: 1000,
        recordingId: null,
        analyse: true,
      }),
  };
}

function pick(asset: { state: string; reason: string | null } | null) {
  return asset && { state: asset.state, reason: asset.reason };
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}
