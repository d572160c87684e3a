import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { waitUntil } from '../../script/home-assistant-rig/wait-until.ts';
import { WorkerProcess } from '../../src/analyse/worker-process.ts';
import { ConciergeError, type ErrorCode } from '../../src/domain/concierge-error.ts';
import type { AnalysisRequest } from '../../src/ports/shape-analyser.ts';
import { createLogger } from '../../src/runtime/logger.ts';
import { ManualClock } from '../support/manual-clock.ts';

const FAKE_WORKER = fileURLToPath(new URL('support/fake-worker.ts', import.meta.url));
const never = new AbortController().signal;

function request(file: string): AnalysisRequest {
  return {
    file,
    mediaType: 'mp4',
    shapes: null,
    minConfidence: 0.7,
    everyNthFrame: 5,
    snapshots: null,
    annotatedFrame: null,
    faces: null,
  };
}

function failsWith(code: ErrorCode) {
  return (error: unknown) => error instanceof ConciergeError && error.code === code;
}

/** Log lines with a way to wait for one. */
function watchedLog() {
  const log = new EventTarget();
  const lines: string[] = [];
  const logger = createLogger('trace', {
    write(line) {
      lines.push(line);
      log.dispatchEvent(new Event('line'));
    },
  });
  const line = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = lines.find((candidate) => pattern.test(candidate));
      if (found) return found;
      await once(log, 'line');
    }
  };
  return { logger, line };
}

function worker(context: TestContext, model = 'nano') {
  const clock = new ManualClock();
  const { logger, line } = watchedLog();
  const input = { width: 416, height: 416, fit: 'letterbox', padValue: 114 } as const;
  const settings = {
    name: 'clips',
    threads: 1,
    faces: null,
    model: { name: model, file: '/m.onnx', decoder: 'yolox', input } as const,
  };
  const tools = { ffmpegPath: 'ffmpeg', ffprobePath: 'ffprobe', rootDir: '/media' };
  const process = new WorkerProcess({ ...settings, ...tools, script: FAKE_WORKER, logger, clock });
  context.after(() => process.stop());
  return { worker: process, clock, line };
}

function isAlive(pid: number | null): boolean {
  if (pid === null) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A process that was killed and is not yet reaped by init runs no more. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe('a worker process', () => {
  test('analyses, reads metadata beside a running analysis, and names its model in its health', async (t) => {
    const { worker: clips } = worker(t);
    await clips.start(never);
    assert.deepEqual(clips.health(), { state: 'running', detail: 'nano with 1 thread' });
    const leaving = new AbortController();
    const long = clips.analyse(request('hang.mp4'), leaving.signal);
    assert.equal((await clips.metadata('hang.mp4', never)).frameCount, 300);
    leaving.abort(new Error('not needed'));
    await assert.rejects(long, /not needed/);
    assert.equal((await clips.analyse(request('first.mp4'), never)).annotatedFrame, 'first');
  });

  test('runs analyses in the order of their calls', async (t) => {
    const { worker: clips } = worker(t);
    await clips.start(never);
    const order: string[] = [];
    const names = ['a', 'b', 'c', 'd'];
    await Promise.all(
      names.map(async (name) =>
        order.push(String((await clips.analyse(request(`${name}.mp4`), never)).annotatedFrame)),
      ),
    );
    assert.deepEqual(order, names);
  });

  test('hands on the code, words and details of the fault', async (t) => {
    const { worker: clips } = worker(t);
    await clips.start(never);
    const error = await clips.analyse(request('unreadable.mp4'), never).catch((reason: unknown) => reason);
    assert.ok(error instanceof ConciergeError);
    assert.equal(error.code, 'MEDIA_UNREADABLE');
    assert.deepEqual(error.details, { sizeBytes: 3 });
    await assert.rejects(clips.analyse(request('defect.mp4'), never), failsWith('WORKER_CRASHED'));
  });

  test('killed from outside, rejects its job, starts at once again and takes the next', async (t) => {
    const { worker: clips } = worker(t);
    await clips.start(never);
    const victim = clips.pid;
    assert.ok(victim);
    const job = clips.analyse(request('hang.mp4'), never);
    const next = clips.analyse(request('next.mp4'), never);
    process.kill(victim, 'SIGKILL');
    await assert.rejects(job, failsWith('WORKER_CRASHED'));
    assert.equal((await next).annotatedFrame, 'next');
    assert.notEqual(clips.pid, victim);
    assert.equal(clips.health().state, 'running');
  });

  test('a poison file costs its own job only', async (t) => {
    const { worker: clips } = worker(t);
    await clips.start(never);
    const poison = clips.analyse(request('crash.mp4'), never);
    const next = clips.analyse(request('next.mp4'), never);
    await assert.rejects(poison, failsWith('WORKER_CRASHED'));
    assert.equal((await next).annotatedFrame, 'next');
  });

  test('gives up at the deadline and keeps a worker that obeys', async (t) => {
    const { worker: clips, clock } = worker(t);
    await clips.start(never);
    const pid = clips.pid;
    const job = clips.analyse(request('hang.mp4'), never);
    clock.advance(60_000);
    await assert.rejects(job, failsWith('WORKER_TIMED_OUT'));
    assert.equal((await clips.analyse(request('next.mp4'), never)).annotatedFrame, 'next');
    assert.equal(clips.pid, pid);
  });

  test('allows a long clip four times its duration', async (t) => {
    const { worker: clips, clock } = worker(t);
    await clips.start(never);
    const job = clips.analyse(request('long.mp4'), never);
    // Answers come in order, so the clip's duration is known when this one is here.
    await clips.metadata('long.mp4', never);
    clock.advance(399_000);
    const pending = Symbol('pending');
    assert.equal(await Promise.race([job, Promise.resolve(pending)]), pending);
    clock.advance(1000);
    await assert.rejects(job, failsWith('WORKER_TIMED_OUT'));
  });

  test('kills a worker that does not leave a job that was aborted', async (t) => {
    const { worker: clips, clock } = worker(t);
    await clips.start(never);
    const pid = clips.pid;
    const leaving = new AbortController();
    const job = clips.analyse(request('stubborn.mp4'), leaving.signal);
    const next = clips.analyse(request('next.mp4'), never);
    leaving.abort(new Error('enough'));
    await assert.rejects(job, /enough/);
    clock.advance(5000);
    assert.equal((await next).annotatedFrame, 'next');
    assert.ok(!isAlive(pid));
  });

  test('takes with it what it had started, even when that waits for nothing of ours', async (t) => {
    const { worker: clips, line } = worker(t);
    await clips.start(never);
    const job = clips.analyse(request('child.mp4'), never);
    const child = Number(/"childPid":(\d+)/.exec(await line(/childPid/))?.[1]);
    assert.ok(isAlive(child));
    const { pid } = clips;
    assert.ok(pid);
    process.kill(pid, 'SIGKILL');
    await assert.rejects(job, failsWith('WORKER_CRASHED'));
    await clips.analyse(request('next.mp4'), never);
    await waitUntil(`process ${child} to end with its worker`, 60_000, async () => (isRunning(child) ? null : true));
  });

  test('reads the faces of a picture when no analysis is under way', async (t) => {
    const { worker: stills } = worker(t);
    await stills.start(never);
    const leaving = new AbortController();
    const analysis = assert.rejects(stills.analyse(request('hang.mp4'), leaving.signal), /enough/);
    let isRead = false;
    const reading = stills.read({ file: 'anna.jpg', pictures: null }, never).then((read) => {
      isRead = true;
      return read;
    });
    await stills.metadata('hang.mp4', never);
    assert.ok(!isRead);
    leaving.abort(new Error('enough'));
    await analysis;
    assert.deepEqual(await reading, { width: 768, height: 576, faces: [] });
  });

  test('refuses to start when its model is unavailable', async (t) => {
    const { worker: clips } = worker(t, 'missing');
    await assert.rejects(clips.start(never), failsWith('MODEL_UNAVAILABLE'));
    assert.equal(clips.pid, null);
    await assert.rejects(clips.analyse(request('a.mp4'), never), failsWith('WORKER_CRASHED'));
  });

  test('that dies at every start is tried with growing delays, then start() gives up', async (t) => {
    const { worker: clips, clock, line } = worker(t, 'deadly');
    const started = assert.rejects(clips.start(never), {
      code: 'WORKER_CRASHED',
      message:
        /Cannot start the .* worker: it died 3 times, the last with signal SIGKILL\. Mostly the machine is short of memory/,
    });
    await line(/"delayMs":500/);
    clock.advance(500);
    await line(/"delayMs":1000/);
    clock.advance(1000);
    await started;
    assert.equal(clips.health().state, 'stopped');
  });

  test('ignores and reports what is no message of the protocol', async (t) => {
    const { worker: clips, line } = worker(t);
    await clips.start(never);
    assert.equal((await clips.analyse(request('garbage.mp4'), never)).annotatedFrame, 'garbage');
    await line(/no message of its protocol/);
  });

  test('stopped, ends its process and rejects what waited; stopping twice is fine', async (t) => {
    const { worker: clips } = worker(t);
    await clips.start(never);
    const { pid } = clips;
    const job = assert.rejects(clips.analyse(request('stubborn.mp4'), never), failsWith('WORKER_CRASHED'));
    await clips.stop();
    await clips.stop();
    await job;
    assert.ok(!isAlive(pid));
  });
});
