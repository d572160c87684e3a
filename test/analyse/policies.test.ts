import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type DetectedFrame, detectInOrder, startedAtOnce } from '../../src/analyse/detect-in-order.ts';
import { clipDeadlineMs, DEFAULT_DEADLINES } from '../../src/analyse/job-deadline.ts';
import { restartDelayMs } from '../../src/analyse/restart-delay.ts';
import { snapshotNames } from '../../src/analyse/snapshot-names.ts';
import { errorOf, faultOf, parseFromWorker, parseToWorker } from '../../src/analyse/worker-protocol.ts';
import { ConciergeError } from '../../src/domain/concierge-error.ts';
import type { Track } from '../../src/domain/track.ts';
import type { SampledFrame } from '../../src/ports/frame-source.ts';

function track(shape: string, frameNumber: number): Track {
  const box = { startX: 0, startY: 0, endX: 1, endY: 1 };
  const bestShot = { frameNumber, timeMs: 0, box, confidence: 0.9 };
  return { shape, confidence: 0.9, stationary: false, bestShot, positions: [bestShot] };
}

describe('snapshot names', () => {
  test('follow the wire contract, count each shape, and hold no blank', () => {
    const tracks = [track('person', 0), track('traffic light', 5), track('person', 10)];
    assert.deepEqual(snapshotNames(tracks, { fileBase: 'a/Front Door_00_2026', recordingId: '12' }), [
      'a/Front Door_00_2026_snapshot12_person1_frame0.jpg',
      'a/Front Door_00_2026_snapshot12_traffic_light1_frame5.jpg',
      'a/Front Door_00_2026_snapshot12_person2_frame10.jpg',
    ]);
  });

  test('never leave ROOT_DIR, whatever the caller names them by', () => {
    const names = snapshotNames([track('person', 0)], { fileBase: '/root/a', recordingId: '../../etc/x' });
    assert.deepEqual(names, ['a_snapshot.._.._etc_x_person1_frame0.jpg']);
    assert.throws(
      () => snapshotNames([track('person', 0)], { fileBase: '../a', recordingId: '1' }),
      (error) => error instanceof ConciergeError && error.code === 'PATH_OUTSIDE_ROOT',
    );
  });
});

describe('waiting', () => {
  test('a clip has a minute, or four times its duration, ten minutes at most', () => {
    const allowed = [0, 10_000, 30_000, 1e9].map((durationMs) => clipDeadlineMs(durationMs, DEFAULT_DEADLINES));
    assert.deepEqual(allowed, [60_000, 60_000, 120_000, 600_000]);
  });

  test('a worker is started again at once, then after half a second doubling up to a minute', () => {
    assert.deepEqual(
      [0, 1, 2, 3, 8, 100].map((failures) => restartDelayMs(failures)),
      [0, 500, 1000, 2000, 60_000, 60_000],
    );
  });
});

describe('messages between the add-on and its worker', () => {
  test('are taken only when they are whole', () => {
    assert.deepEqual(parseToWorker({ kind: 'cancel', jobId: 3 }), { kind: 'cancel', jobId: 3 });
    for (const message of [
      null,
      'cancel',
      { kind: 'cancel' },
      { kind: 'cancel', jobId: 'x' },
      { kind: 'analyse', jobId: 1 },
    ]) {
      assert.equal(parseToWorker(message), null);
      assert.equal(parseFromWorker(message), null);
    }
    const fault = { code: 'NO_SUCH_CODE', message: '', details: {} };
    assert.equal(parseFromWorker({ kind: 'failed', jobId: 1, fault }), null);
  });

  test('carry an error with its code and details; one of no code of ours is a crash', () => {
    const error = errorOf(faultOf(new ConciergeError('MEDIA_TOO_LARGE', 'too large', { details: { width: 9 } })));
    assert.deepEqual([error.code, error.message, error.details], ['MEDIA_TOO_LARGE', 'too large', { width: 9 }]);
    assert.equal(faultOf(new RangeError('x')).code, 'WORKER_CRASHED');
  });
});

describe('detecting several frames at once', () => {
  async function* frames(count: number): AsyncGenerator<SampledFrame> {
    for (let i = 0; i < count; i++)
      yield { frameNumber: i, timeMs: i, planes: new Uint8Array(), full: null, reuse: () => {} };
  }
  const input = { width: 1, height: 1, fit: 'stretch', padValue: 0 } as const;

  async function run(
    count: number,
    detect: (call: number) => Promise<never[]>,
  ): Promise<{ order: number[]; most: number }> {
    let calls = 0;
    let running = 0;
    let most = 0;
    const detector = {
      modelName: 'fake',
      input,
      size: 2,
      async detect() {
        most = Math.max(most, ++running);
        try {
          return await detect(calls++);
        } finally {
          running--;
        }
      },
    };
    const results: DetectedFrame[] = [];
    for await (const result of detectInOrder(startedAtOnce(frames(count)), detector, input, 0.5)) results.push(result);
    return { order: results.map(({ found }) => found.frameNumber), most };
  }

  test('answers in order of frames and holds one more than the detectors take', async () => {
    // Every second answer needs longer than its successor.
    const slow = async (call: number) => {
      for (let turn = 0; turn < (call % 2 === 0 ? 5 : 1); turn++) await new Promise(setImmediate);
      return [];
    };
    assert.deepEqual(await run(9, slow), { order: [0, 1, 2, 3, 4, 5, 6, 7, 8], most: 3 });
    assert.deepEqual((await run(0, slow)).order, []);
  });

  test('throws the first error in order of frames', async () => {
    await assert.rejects(
      run(9, async (call) => {
        if (call >= 1) throw new Error(`frame ${call}`);
        return [];
      }),
      /frame 1/,
    );
  });
});
