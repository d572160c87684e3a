import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { DetectorPool, type DetectorPoolOptions } from '../../src/detect/detector-pool.ts';
import type { DetectorModel } from '../../src/ports/detector-model.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { recordingLogger, silentLogger } from '../support/test-logger.ts';

const model: DetectorModel = {
  name: 'obedient',
  file: 'accept',
  decoder: 'yolox',
  input: { width: 32, height: 32, fit: 'letterbox', padValue: 114 },
};
const frame = { width: 640, height: 480 };
const never = new AbortController().signal;

const [END, THROW, HANG, BUSY] = [255, 254, 253, 252];

/** A frame that tells the thread what to do. */
const telling = (order: number) => new Uint8Array(3 * 32 * 32).fill(order);

function createPool(options: Partial<DetectorPoolOptions> = {}): DetectorPool {
  const threadFile = new URL('./support/obedient-thread.ts', import.meta.url);
  return new DetectorPool({ model, size: 2, logger: silentLogger(), clock: systemClock, threadFile, ...options });
}

async function startPool(context: TestContext, options: Partial<DetectorPoolOptions> = {}): Promise<DetectorPool> {
  const pool = createPool(options);
  context.after(() => pool.stop());
  await pool.start(never);
  return pool;
}

async function percent(pool: DetectorPool, order: number): Promise<number> {
  const [detection] = await pool.detect(telling(order), frame, 0.5);
  return Math.round(100 * (detection?.confidence ?? 0));
}

describe('a detector pool', () => {
  test('gives each of many calls at once its own answer', async (context) => {
    const pool = await startPool(context);
    const orders = Array.from({ length: 100 }, (_, index) => index);
    assert.deepEqual(await Promise.all(orders.map((order) => percent(pool, order))), orders);
  });

  test('hands the frames out in the order in which they came', async (context) => {
    const pool = await startPool(context, { size: 1 });
    const answered: number[] = [];
    const calls = [5, 3, 9, 1, 7, 2].map(async (order) => answered.push(await percent(pool, order)));
    await Promise.all(calls);
    assert.deepEqual(answered, [5, 3, 9, 1, 7, 2]);
  });

  test('takes frames that are slices of a larger buffer, and leaves them alone', async (context) => {
    const pool = await startPool(context);
    const large = new Uint8Array(3 * 3 * 32 * 32).fill(40);
    const slice = large.subarray(3 * 32 * 32, 2 * 3 * 32 * 32).fill(41);
    const [detection] = await pool.detect(slice, frame, 0.5);
    assert.equal(detection?.confidence, 0.41);
    assert.deepEqual(detection?.box, { startX: 0, startY: 0, endX: 640, endY: 480 });
    assert.ok(slice.every((value) => value === 41));
  });

  test('rejects the calls of a thread that ends, and answers the next ones with another', async (context) => {
    const { logger, lines } = recordingLogger();
    const pool = await startPool(context, { size: 1, logger });
    await assert.rejects(pool.detect(telling(END), frame, 0.5), { code: 'WORKER_CRASHED', message: /exit code 7/ });
    assert.equal(await percent(pool, 12), 12);
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /Starting another/);
  });

  test('rejects the call at which a thread throws, with its words', async (context) => {
    const pool = await startPool(context, { size: 1 });
    await assert.rejects(pool.detect(telling(THROW), frame, 0.5), { code: 'WORKER_CRASHED', message: /told to fail/ });
    assert.equal(await percent(pool, 13), 13);
  });

  test('loses no waiting call when all threads end at once', async (context) => {
    const pool = await startPool(context);
    // Each thread has two slots: the first four calls are in the threads, the others wait.
    const inThreads = Array.from({ length: 4 }, () => pool.detect(telling(END), frame, 0.5));
    const waiting = [21, 22, 23, 24].map((order) => percent(pool, order));
    const settled = await Promise.allSettled(inThreads);
    assert.ok(settled.every(({ status }) => status === 'rejected'));
    assert.deepEqual(await Promise.all(waiting), [21, 22, 23, 24]);
  });

  test('rejects every call that is under way or waiting when it stops, and later ones', async () => {
    const pool = createPool({ size: 1 });
    await pool.start(never);
    const calls = [HANG, HANG, 3].map((order) => pool.detect(telling(order), frame, 0.5));
    const settled = Promise.allSettled(calls);
    await pool.stop();
    assert.ok((await settled).every(({ status }) => status === 'rejected'));
    await assert.rejects(pool.detect(telling(1), frame, 0.5), { code: 'WORKER_CRASHED', message: /are stopped/ });
    await pool.stop();
  });

  test('ends a thread that does not hear it is to stop', async () => {
    const clock = new ManualClock();
    const pool = createPool({ size: 1, clock });
    await pool.start(never);
    const rejected = assert.rejects(pool.detect(telling(BUSY), frame, 0.5), { code: 'WORKER_CRASHED' });
    const stopping = pool.stop();
    clock.advance(2_000);
    await Promise.all([stopping, rejected]);
  });

  test('does not start when the model cannot be loaded', async () => {
    const pool = createPool({ model: { ...model, file: 'refuse' } });
    await assert.rejects(pool.start(never), { code: 'MODEL_UNAVAILABLE', message: 'told to refuse' });
    await assert.rejects(pool.detect(telling(1), frame, 0.5), { code: 'WORKER_CRASHED' });
  });

  test('gives up on a thread that does not get ready in time', async () => {
    const clock = new ManualClock();
    const pool = createPool({ model: { ...model, file: 'silent' }, clock });
    const starting = pool.start(never);
    clock.advance(30_000);
    await assert.rejects(starting, { code: 'WORKER_TIMED_OUT' });
  });

  test('stops starting when told to', async () => {
    const pool = createPool({ model: { ...model, file: 'silent' } });
    const stop = new AbortController();
    const starting = pool.start(stop.signal);
    stop.abort(new Error('enough'));
    await assert.rejects(starting, /enough/);
  });

  test('refuses a frame of another size', async (context) => {
    const pool = await startPool(context);
    await assert.rejects(pool.detect(new Uint8Array(5), frame, 0.5), { code: 'MEDIA_UNREADABLE' });
  });
});
