import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import type { JobKind } from '../../src/ports/analysis-queue.ts';
import { analysis, historyFixture, newAsset, openHistory } from '../store/history-fixture.ts';

const LEASE_MS = 30_000;

/** A queue that runs, with as many assets as asked for, and what it tells its listeners. */
async function queueFixture(context: TestContext) {
  const fixture = await historyFixture(context);
  const { history, queue } = fixture;
  await queue.start();
  const told: JobKind[] = [];
  queue.onAvailable((kind) => told.push(kind));
  let count = 0;
  /** Adds an asset; answers the job's id. */
  const add = (kind: JobKind, cameraId = 1): number => {
    count += 1;
    const { jobId } = history.addAsset(newAsset(`cam/${count}.${kind === 'still' ? 'jpg' : 'mp4'}`, { cameraId }));
    assert.ok(jobId !== null);
    return jobId;
  };
  return { ...fixture, told, add };
}

describe('leasing', () => {
  test('gives each job to one worker, by kind', async (context) => {
    const { queue, clock, add } = await queueFixture(context);
    const still = add('still');
    const clip = add('clip');
    const job = queue.lease('still', LEASE_MS);
    assert.deepEqual(job, {
      id: still,
      kind: 'still',
      assetId: job?.assetId,
      attempt: 1,
      enqueuedAtMs: clock.nowMs(),
      background: false,
      compareOnly: false,
      modelId: null,
      profileId: null,
    });
    assert.equal(queue.lease('still', LEASE_MS), null);
    assert.equal(queue.lease('clip', LEASE_MS)?.id, clip);
    assert.equal(queue.lease('clip', LEASE_MS), null);
  });

  test('takes the oldest clip first', async (context) => {
    const { queue, clock, add } = await queueFixture(context);
    const ids = [add('clip'), add('clip'), add('clip')];
    clock.advance(120_000);
    assert.deepEqual(
      ids.map(() => queue.lease('clip', LEASE_MS)?.id),
      ids,
    );
  });

  test('takes the newest picture first, and while one starves, the oldest one each second turn', async (context) => {
    const { queue, clock, add } = await queueFixture(context);
    const [a, b, c] = [add('still'), add('still'), add('still')];
    assert.equal(queue.lease('still', LEASE_MS)?.id, c);
    clock.advance(30_001);
    const [d, e] = [add('still'), add('still')];
    const order = [1, 2, 3, 4].map(() => queue.lease('still', LEASE_MS * 10)?.id);
    assert.deepEqual(order, [e, a, d, b]);
  });

  test('ends when the worker neither ends nor renews: the job returns after a back-off', async (context) => {
    const { queue, clock, add, told } = await queueFixture(context);
    const id = add('clip');
    queue.lease('clip', LEASE_MS);
    told.length = 0;
    clock.advance(LEASE_MS);
    assert.equal(queue.lease('clip', LEASE_MS), null);
    clock.advance(5_000);
    assert.deepEqual(told, ['clip']);
    assert.deepEqual(
      [queue.lease('clip', LEASE_MS)].map((job) => [job?.id, job?.attempt]),
      [[id, 2]],
    );
  });

  test('goes on while it is renewed, and says when it was lost', async (context) => {
    const { queue, clock, add } = await queueFixture(context);
    const id = add('clip');
    queue.lease('clip', LEASE_MS);
    clock.advance(LEASE_MS - 1);
    assert.equal(queue.renew(id, LEASE_MS), true);
    clock.advance(LEASE_MS - 1);
    assert.equal(queue.lease('clip', LEASE_MS), null);
    assert.equal(queue.renew(id, LEASE_MS), true);
    clock.advance(LEASE_MS);
    assert.equal(queue.renew(id, LEASE_MS), false);
    assert.equal(queue.renew(4_711, LEASE_MS), false);
  });
});

test('what waits when the clock is set back by years is analysed within a minute', async (context) => {
  const { queue, clock, add, told } = await queueFixture(context);
  const [first, second] = [add('clip'), add('clip')];
  assert.equal(queue.lease('clip', LEASE_MS)?.id, first);
  clock.setBack(10 * 365 * 86_400_000);
  told.length = 0;
  queue.fail(first, 'it did not work');
  clock.advance(60_000);
  assert.ok(told.includes('clip'));
  const leased = [queue.lease('clip', LEASE_MS)?.id, queue.lease('clip', LEASE_MS)?.id];
  assert.deepEqual(leased, [first, second]);
});

describe('a failed attempt', () => {
  test('is followed by two more with back-offs, then the job is set aside with its reason', async (context) => {
    const { queue, clock, add, told, history } = await queueFixture(context);
    const id = add('clip');
    for (const [attempt, backOffMs] of [
      [1, 5_000],
      [2, 60_000],
    ] as const) {
      const job = queue.lease('clip', LEASE_MS);
      assert.deepEqual([job?.id, job?.attempt], [id, attempt]);
      assert.equal(queue.fail(id, `fault ${attempt}`), 'retry');
      told.length = 0;
      clock.advance(backOffMs - 1);
      assert.equal(queue.lease('clip', LEASE_MS), null);
      assert.deepEqual(told, []);
      clock.advance(1);
      assert.deepEqual(told, ['clip']);
    }
    const last = queue.lease('clip', LEASE_MS);
    assert.equal(last?.attempt, 3);
    assert.equal(queue.fail(id, 'fault 3'), 'set aside');
    assert.equal(queue.fail(id, 'once more'), 'set aside');
    clock.advance(3_600_000);
    assert.equal(queue.lease('clip', LEASE_MS), null);
    assert.equal(queue.depth().setAside, 1);
    assert.equal(history.asset(last?.assetId ?? 0)?.reason, 'fault 3');
  });

  test('that no retry can mend sets the job aside at once', async (context) => {
    const { queue, add } = await queueFixture(context);
    const id = add('still');
    queue.lease('still', LEASE_MS);
    assert.equal(queue.fail(id, 'no picture', { permanent: true }), 'set aside');
    assert.deepEqual([queue.depth().stills, queue.depth().setAside], [0, 1]);
  });

  test('leaves others undisturbed', async (context) => {
    const { queue, add } = await queueFixture(context);
    const [first, second] = [add('clip'), add('clip')];
    queue.lease('clip', LEASE_MS);
    queue.fail(first, 'fault');
    assert.equal(queue.lease('clip', LEASE_MS)?.id, second);
  });

  test('is not counted twice when its lease had ended before, nor for a job that is done', async (context) => {
    const { queue, clock, add } = await queueFixture(context);
    const id = add('clip');
    queue.lease('clip', LEASE_MS);
    clock.advance(LEASE_MS + 5_000);
    assert.equal(queue.fail(id, 'late'), 'retry');
    assert.equal(queue.lease('clip', LEASE_MS)?.attempt, 2);
    assert.equal(queue.fail(4_711, 'unknown'), 'retry');
  });
});

describe('the queue', () => {
  test('tells that a job is there after it is committed, and not at all when it is not', async (context) => {
    const { queue, database, history, told } = await queueFixture(context);
    const leased: (number | undefined)[] = [];
    const unsubscribe = queue.onAvailable((kind) => leased.push(queue.lease(kind, LEASE_MS)?.id));
    database.inTransaction(() => {
      history.addAsset(newAsset('cam/a.jpg'));
      assert.deepEqual(told, []);
    });
    assert.deepEqual(told, ['still']);
    assert.equal(leased.length, 1);
    unsubscribe();
    assert.throws(() =>
      database.inTransaction(() => {
        history.addAsset(newAsset('cam/b.jpg'));
        throw new Error('fault');
      }),
    );
    assert.deepEqual(told, ['still']);
  });

  test('is not disturbed by a listener that fails', async (context) => {
    const { queue, add, told } = await queueFixture(context);
    queue.onAvailable(() => {
      throw new Error('fault');
    });
    add('clip');
    assert.deepEqual(told, ['clip']);
  });

  test('says how many wait, of which kind and camera, and for how long', async (context) => {
    const { queue, clock, add } = await queueFixture(context);
    assert.deepEqual(queue.depth(), { stills: 0, clips: 0, oldestWaitMs: 0, setAside: 0 });
    const first = add('clip', 1);
    clock.advance(7_000);
    add('clip', 2);
    add('still', 1);
    assert.deepEqual(queue.depth(), { stills: 1, clips: 2, oldestWaitMs: 7_000, setAside: 0 });
    assert.deepEqual(
      [1, 2, 3].map((camera) => queue.waitingFor(camera)),
      [1, 1, 0],
    );
    queue.lease('clip', LEASE_MS);
    assert.deepEqual(queue.depth(), { stills: 1, clips: 1, oldestWaitMs: 0, setAside: 0 });
    queue.fail(first, 'fault');
    clock.advance(1_000);
    assert.equal(queue.depth().oldestWaitMs, 1_000, 'a job that is held back has not waited');
  });

  test('gives a released job out again as if nobody had begun it', async (context) => {
    const { queue, add, told } = await queueFixture(context);
    const id = add('clip');
    for (let count = 0; count < 6; count += 1) {
      assert.equal(queue.lease('clip', LEASE_MS)?.attempt, 1);
      told.length = 0;
      queue.release(id);
      assert.deepEqual(told, ['clip']);
    }
    assert.equal(queue.release(4_711), undefined);
  });

  test('removes a job when it is completed, once, and only for its own asset', async (context) => {
    const { queue, history } = await queueFixture(context);
    const { jobId, assetId } = history.addAsset(newAsset('cam/a.mp4'));
    assert.equal(queue.complete(jobId ?? 0, assetId + 1), null);
    assert.equal(queue.complete(jobId ?? 0, assetId)?.background, false);
    assert.equal(queue.complete(jobId ?? 0, assetId), null);
  });

  test('says in its health what waits', async (context) => {
    const { queue, add } = await queueFixture(context);
    add('still');
    assert.deepEqual(queue.health(), { state: 'running', detail: 'waiting: 1 pictures, 0 clips; set aside: 0' });
    await queue.stop();
    assert.equal(queue.health().state, 'stopped');
  });
});

describe('a restart', () => {
  test('after a stop gives out what was being analysed, uncounted', async (context) => {
    const fixture = await queueFixture(context);
    fixture.add('clip');
    fixture.queue.lease('clip', LEASE_MS);
    await fixture.queue.stop();
    await fixture.queue.stop();
    const { queue } = openHistory(context, fixture.folder, fixture.clock);
    await queue.start();
    assert.equal(queue.lease('clip', LEASE_MS)?.attempt, 1);
  });

  test('after a crash gives it out again, but a file that kills the add-on not for ever', async (context) => {
    const fixture = await historyFixture(context);
    const { assetId } = fixture.history.addAsset(newAsset('cam/poison.mp4'));
    const attempts: (number | undefined)[] = [];
    for (let run = 0; run < 10; run += 1) {
      // Opened anew and never stopped: the earlier run has died.
      const { queue } = openHistory(context, fixture.folder, fixture.clock);
      await queue.start();
      fixture.clock.advance(60_000);
      const job = queue.lease('clip', 86_400_000);
      if (job) attempts.push(job.attempt);
    }
    assert.deepEqual(attempts, [1, 2, 3, 4, 5]);
    assert.match(fixture.history.asset(assetId)?.reason ?? '', /the add-on ended while it was being analysed, 5 times/);
  });

  test('tells nobody whom an earlier run told', async (context) => {
    const { queue, told, add } = await queueFixture(context);
    await queue.stop();
    add('clip');
    assert.deepEqual(told, []);
  });

  test('with a clock that was set back does not hold jobs for long', async (context) => {
    const fixture = await queueFixture(context);
    const id = fixture.add('clip');
    fixture.clock.advance(86_400_000);
    fixture.queue.lease('clip', LEASE_MS);
    fixture.queue.fail(id, 'fault');
    await fixture.queue.stop();
    fixture.clock.advance(-86_400_000);
    const { queue } = openHistory(context, fixture.folder, fixture.clock);
    await queue.start();
    fixture.clock.advance(60_000);
    assert.equal(queue.lease('clip', LEASE_MS)?.id, id);
  });

  test('keeps what was completed completed', async (context) => {
    const fixture = await queueFixture(context);
    const { jobId, assetId } = fixture.history.addAsset(newAsset('cam/a.mp4'));
    fixture.history.completeAnalysis(jobId ?? 0, analysis(assetId, []));
    const { queue } = openHistory(context, fixture.folder, fixture.clock);
    await queue.start();
    assert.equal(queue.lease('clip', LEASE_MS), null);
  });
});
