import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { DiscardedTable } from '../../src/store/discarded-table.ts';
import { SqliteReanalysis } from '../../src/store/sqlite-reanalysis.ts';
import { analysis, historyFixture, newAsset, PICTURE, track } from './history-fixture.ts';

const LEASE_MS = 60_000;

async function opened(context: TestContext) {
  const fixture = await historyFixture(context);
  const { database, queue, history, clock } = fixture;
  await queue.start();
  const reanalysis = new SqliteReanalysis({ database, jobs: queue });
  /** An event with a clip and a picture, analysed, in both of which `shape` was found. */
  const visit = (name: string, shape: string) => {
    const takenAtMs = clock.nowMs();
    const added = [`${name}.jpg`, `${name}.mp4`].map((file) => history.addAsset(newAsset(file, { takenAtMs })));
    for (const [index, { assetId, jobId }] of added.entries()) {
      assert.ok(jobId !== null && queue.lease(index === 0 ? 'still' : 'clip', LEASE_MS)?.id === jobId);
      const found = [track(shape, { snapshot: `${name}_${index}_${shape}.jpg` })];
      history.completeAnalysis(jobId, analysis(assetId, found, index === 0 ? PICTURE : undefined));
    }
    const [still, clip] = added;
    assert.ok(still && clip && still.eventId === clip.eventId);
    return { still, clip, eventId: clip.eventId };
  };
  return { ...fixture, reanalysis, visit };
}

describe('analysing again', () => {
  test('queues an event, a recording or a single file behind all that is new', async (context) => {
    const { queue, history, reanalysis, visit, clock } = await opened(context);
    const first = visit('a', 'person');
    clock.advance(3_600_000);
    const second = visit('b', 'person');
    const both = { queued: 2, alreadyWaiting: 0, skipped: 0 };
    assert.deepEqual(reanalysis.request({ kind: 'event', id: first.eventId }), both);
    assert.deepEqual(reanalysis.request({ kind: 'recording', id: second.clip.recordingId ?? 0 }, 7), {
      ...both,
      queued: 1,
    });
    assert.deepEqual(reanalysis.request({ kind: 'asset', id: second.still.assetId }), { ...both, queued: 1 });
    assert.deepEqual(reanalysis.request({ kind: 'event', id: first.eventId }), {
      ...both,
      queued: 0,
      alreadyWaiting: 2,
    });
    assert.deepEqual(queue.depth(), { stills: 0, clips: 0, oldestWaitMs: 0, setAside: 0 });
    assert.equal(queue.waitingInBackground(), 4);
    assert.equal(queue.waitingFor(1), 0);

    const live = history.addAsset(newAsset('c.mp4', { takenAtMs: clock.nowMs() }));
    const now = queue.lease('clip', LEASE_MS);
    assert.deepEqual([now?.assetId, now?.background], [live.assetId, false]);
    assert.equal(queue.lease('still', LEASE_MS), null, 'while something new is analysed');
    history.completeAnalysis(now?.id ?? 0, analysis(live.assetId, []));
    assert.deepEqual(
      [1, 2].map(() => queue.lease('clip', LEASE_MS)).map((job) => [job?.assetId, job?.background, job?.profileId]),
      [
        [first.clip.assetId, true, null],
        [second.clip.assetId, true, 7],
      ],
    );
    assert.equal(queue.lease('still', LEASE_MS)?.assetId, first.still.assetId);
  });

  test('puts what is found in place of what was, and announces nothing as new', async (context) => {
    const { database, queue, history, reanalysis, visit, clock } = await opened(context);
    const { clip, eventId } = visit('a', 'dog');
    const quiet = history.addAsset(newAsset('q.mp4', { takenAtMs: clock.nowMs() + 3_600_000 }));
    assert.ok(quiet.jobId !== null && queue.lease('clip', LEASE_MS));
    history.completeAnalysis(quiet.jobId, analysis(quiet.assetId, []));
    assert.equal(history.takeAnnouncements(0).length, 1);

    for (const [assetId, shape] of [
      [clip.assetId, 'cat'],
      [quiet.assetId, 'person'],
    ] as const) {
      reanalysis.request({ kind: 'asset', id: assetId });
      const job = queue.lease('clip', LEASE_MS);
      assert.equal(job?.assetId, assetId);
      const found = [track(shape, { snapshot: `${assetId}_${shape}.jpg` })];
      assert.equal(history.completeAnalysis(job.id, analysis(assetId, found)).raised, true);
    }
    assert.deepEqual(
      history.event(eventId)?.tracks.map(({ shape }) => shape),
      ['dog', 'cat'],
    );
    assert.equal(history.recording(clip.recordingId ?? 0)?.snapshot, 'a.jpg');
    assert.deepEqual(history.takeAnnouncements(0), []);
    const pictures = new DiscardedTable(database);
    assert.deepEqual(pictures.before(clock.nowMs(), '', 10), ['a_1_dog.jpg']);
  });

  test('begins anew with a file that had been set aside, and keeps what was found when it fails again', async (context) => {
    const { queue, history, reanalysis, visit } = await opened(context);
    const failed = history.addAsset(newAsset('x.mp4'));
    queue.fail(failed.jobId ?? 0, 'it was no video', { permanent: true });
    assert.equal(history.asset(failed.assetId)?.state, 'failed');
    assert.equal(reanalysis.request({ kind: 'asset', id: failed.assetId })?.queued, 1);
    assert.equal(queue.depth().setAside, 0);
    const job = queue.lease('clip', LEASE_MS);
    history.completeAnalysis(job?.id ?? 0, analysis(failed.assetId, []));
    assert.deepEqual([history.asset(failed.assetId)?.state, history.asset(failed.assetId)?.reason], ['analysed', null]);

    const { clip } = visit('a', 'dog');
    reanalysis.request({ kind: 'asset', id: clip.assetId });
    queue.fail(queue.lease('clip', LEASE_MS)?.id ?? 0, 'the file is gone', { permanent: true });
    const asset = history.asset(clip.assetId);
    assert.deepEqual([asset?.state, asset?.reason], ['analysed', 'the file is gone']);
  });

  test('knows what does not exist, what has no file and what has no camera', async (context) => {
    const { history, reanalysis } = await opened(context);
    assert.equal(reanalysis.request({ kind: 'event', id: 'none' }), null);
    assert.equal(reanalysis.request({ kind: 'asset', id: 99 }), null);
    const nothing = { queued: 0, alreadyWaiting: 0, skipped: 0 };
    const { eventId } = history.addMotion(1, 1_000);
    assert.deepEqual(reanalysis.request({ kind: 'event', id: eventId }), nothing);
    const { assetId } = history.addUnassigned(newAsset('who.jpg'), 'nobody knows');
    assert.deepEqual(reanalysis.request({ kind: 'asset', id: assetId }), { ...nothing, skipped: 1 });
  });
});
