import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analysed, analysis, historyFixture, NOON_MS, newAsset, SPOT, track } from './history-fixture.ts';

describe('adding an asset', () => {
  test('stores a clip with its event, its recording and its job', async (context) => {
    const { history, queue } = await historyFixture(context);
    const added = history.addAsset(newAsset('cam/a.mp4', { profileId: 7 }));
    assert.equal(added.known, false);
    assert.deepEqual(history.asset(added.assetId), {
      id: added.assetId,
      file: 'cam/a.mp4',
      mediaType: 'mp4',
      cameraId: 1,
      eventId: added.eventId,
      recordingId: added.recordingId,
      profileId: 7,
      takenAtMs: NOON_MS,
      receivedAtMs: NOON_MS + 2_000,
      sizeBytes: 1_000,
      state: 'waiting',
      reason: null,
      analysis: null,
      annotatedFrame: null,
    });
    assert.deepEqual(history.recording(added.recordingId ?? 0), {
      id: added.recordingId,
      cameraId: 1,
      startedAtMs: NOON_MS,
      file: 'cam/a.mp4',
      snapshot: null,
      metadata: null,
      analysed: false,
      told: { durationMs: null, frameCount: null, resolution: null, analysed: false },
      keep: false,
    });
    assert.equal(queue.lease('clip', 1_000)?.id, added.jobId);
    assert.deepEqual(history.assetByFile('cam/a.mp4'), history.asset(added.assetId));
  });

  test('gives a picture a job and no recording', async (context) => {
    const { history, queue } = await historyFixture(context);
    const added = history.addAsset(newAsset('cam/a.jpg'));
    assert.equal(added.recordingId, null);
    assert.equal(queue.lease('still', 1_000)?.assetId, added.assetId);
  });

  test('changes nothing for a file that is known', async (context) => {
    const { history, queue } = await historyFixture(context);
    const first = history.addAsset(newAsset('cam/a.mp4'));
    const again = history.addAsset(newAsset('cam/a.mp4', { cameraId: 2, takenAtMs: NOON_MS + 3_600_000 }));
    assert.deepEqual(again, { ...first, jobId: null, known: true });
    assert.equal(queue.depth().clips, 1);
    assert.equal(history.events({}).length, 1);
    assert.equal(history.recordings({}).length, 1);
  });

  test('keeps an asset without a job when analytics is off', async (context) => {
    const { history, queue } = await historyFixture(context);
    const added = history.addAsset(newAsset('cam/a.mp4', { analyse: false }));
    assert.equal(added.jobId, null);
    assert.equal(history.asset(added.assetId)?.state, 'kept');
    assert.equal(queue.depth().clips, 0);
  });

  test('uses the recording that a caller names, and makes one when there is none of that id', async (context) => {
    const { history } = await historyFixture(context);
    const first = history.addAsset(newAsset('cam/a.mp4'));
    const picture = history.addAsset(newAsset('cam/b.jpg', { recordingId: first.recordingId }));
    assert.equal(picture.recordingId, first.recordingId);
    const unknown = history.addAsset(newAsset('cam/c.mp4', { recordingId: 4_711 }));
    assert.ok(unknown.recordingId !== null && unknown.recordingId !== 4_711);
  });

  test('takes over a file whose camera was not known', async (context) => {
    const { history, queue } = await historyFixture(context);
    const { assetId } = history.addUnassigned(newAsset('x/a.mp4'), 'no camera "x"');
    assert.deepEqual(history.addUnassigned(newAsset('x/a.mp4'), 'again'), { assetId });
    assert.deepEqual([history.asset(assetId)?.state, history.asset(assetId)?.reason], ['unassigned', 'no camera "x"']);
    const taken = history.addAsset(newAsset('x/a.mp4', { cameraId: 3 }));
    assert.deepEqual([taken.assetId, taken.known], [assetId, false]);
    assert.deepEqual([history.asset(assetId)?.state, history.asset(assetId)?.cameraId], ['waiting', 3]);
    assert.equal(queue.depth().clips, 1);
  });
});

describe('an event', () => {
  test('is joined by the picture, the clip and reports of motion of one camera', async (context) => {
    const { history } = await historyFixture(context);
    const picture = history.addAsset(newAsset('cam/a.jpg', { takenAtMs: NOON_MS + 1_500 }));
    const clip = history.addAsset(newAsset('cam/a.mp4'));
    const { eventId } = history.addMotion(1, NOON_MS + 4_000);
    assert.deepEqual([clip.eventId, eventId], [picture.eventId, picture.eventId]);
    const event = history.event(eventId);
    assert.deepEqual([event?.startedAtMs, event?.endedAtMs], [NOON_MS, NOON_MS + 4_000]);
    assert.deepEqual(
      event?.assets.map(({ file }) => file),
      ['cam/a.mp4', 'cam/a.jpg'],
    );
  });

  test("is each camera's own", async (context) => {
    const { history } = await historyFixture(context);
    assert.notEqual(history.addMotion(1, NOON_MS).eventId, history.addMotion(2, NOON_MS).eventId);
  });

  test('lasts until the end of its clip, so that later motion joins it', async (context) => {
    const fixture = await historyFixture(context);
    const { eventId } = analysed(fixture, newAsset('cam/a.mp4'), []);
    assert.equal(fixture.history.event(eventId)?.endedAtMs, NOON_MS + 10_000);
    assert.equal(fixture.history.addMotion(1, NOON_MS + 39_000).eventId, eventId);
    assert.notEqual(fixture.history.addMotion(1, NOON_MS + 80_000).eventId, eventId);
  });

  test('is null when it is not known', async (context) => {
    const { history } = await historyFixture(context);
    assert.deepEqual(
      [history.event('no'), history.asset(9), history.recording(9), history.assetByFile('no')],
      [null, null, null, null],
    );
  });

  test('is found by camera and time, all oldest first, or the newest pages', async (context) => {
    const { history } = await historyFixture(context);
    const ids = [0, 1, 2, 3].map((hour) => history.addMotion(1, NOON_MS + hour * 3_600_000).eventId);
    history.addMotion(2, NOON_MS);
    const found = (filter: Parameters<typeof history.events>[0]) => history.events(filter).map(({ id }) => id);
    assert.deepEqual(found({ cameraId: 1 }), ids);
    assert.deepEqual(found({ cameraId: 1, limit: 2 }), [ids[3], ids[2]]);
    assert.deepEqual(found({ cameraId: 1, limit: 2, offset: 3 }), [ids[0]]);
    assert.deepEqual(found({ cameraId: 1, fromMs: NOON_MS + 3_600_000, toMs: NOON_MS + 7_200_000 }), [ids[1], ids[2]]);
    assert.equal(history.events({}).length, 5);
  });
});

describe('completing an analysis', () => {
  test('keeps tracks as they were found', async (context) => {
    const fixture = await historyFixture(context);
    const positions = [0, 15, 30].map((frameNumber) => ({
      frameNumber,
      timeMs: frameNumber * 66.7,
      box: { startX: frameNumber, startY: 10.5, endX: frameNumber + 40, endY: 90 },
      confidence: 0.6125,
    }));
    const best = { frameNumber: 15, timeMs: 1_000.123_456, box: SPOT, confidence: 0.912_345_678 };
    const person = track('person', { positions, bestShot: best, confidence: 0.912_345_678, snapshot: 's/p.jpg' });
    const { eventId, assetId, recordingId, raised } = analysed(fixture, newAsset('cam/a.mp4'), [person]);
    assert.equal(raised, true);
    const [stored] = fixture.history.event(eventId)?.tracks ?? [];
    const { faces: _, ...ofTrack } = person;
    assert.deepEqual(stored, {
      ...ofTrack,
      positions: positions.map((position) => ({ ...position, timeMs: Math.round(position.timeMs * 10) / 10 })),
      id: stored?.id,
      assetId,
      eventId,
      recordingId,
      suppressed: false,
      identity: null,
      facePicture: null,
      object: null,
      seenBefore: null,
      suppressedBy: null,
      zones: [],
    });
    assert.equal(fixture.history.asset(assetId)?.state, 'analysed');
    assert.equal(fixture.queue.depth().clips, 0);
  });

  test('puts metadata and the best shot into the recording', async (context) => {
    const fixture = await historyFixture(context);
    const tracks = [
      track('car', { stationary: true, confidence: 0.99, snapshot: 's/parked.jpg' }),
      track('person', { confidence: 0.8, snapshot: 's/person.jpg' }),
    ];
    const { recordingId } = analysed(fixture, newAsset('cam/a.mp4'), tracks);
    const recording = fixture.history.recording(recordingId ?? 0);
    assert.equal(recording?.snapshot, 's/person.jpg');
    assert.equal(recording?.analysed, true);
    assert.equal(recording?.metadata?.frameCount, 150);
  });

  test("prefers the camera's picture of the event as the recording's, whichever came first", async (context) => {
    const fixture = await historyFixture(context);
    const { history } = fixture;
    history.addAsset(newAsset('cam/early.jpg'));
    const { recordingId } = analysed(fixture, newAsset('cam/a.mp4'), [track('person', { snapshot: 's/person.jpg' })]);
    assert.equal(history.recording(recordingId ?? 0)?.snapshot, 'cam/early.jpg');
    const later = analysed(fixture, newAsset('cam/b.mp4', { cameraId: 2 }), [track('person', { snapshot: 's/b.jpg' })]);
    assert.equal(history.recording(later.recordingId ?? 0)?.snapshot, 's/b.jpg');
    history.addAsset(newAsset('cam/late.jpg', { cameraId: 2 }));
    assert.equal(history.recording(later.recordingId ?? 0)?.snapshot, 'cam/late.jpg');
  });

  test('stores nothing when another worker has completed the job', async (context) => {
    const fixture = await historyFixture(context);
    const { history } = fixture;
    const { jobId, assetId, eventId } = history.addAsset(newAsset('cam/a.mp4'));
    history.completeAnalysis(jobId ?? 0, analysis(assetId, [track('person')]));
    const second = history.completeAnalysis(jobId ?? 0, analysis(assetId, [track('dog'), track('cat')]));
    assert.deepEqual(second, { eventId, raised: false });
    assert.deepEqual(
      history.event(eventId)?.tracks.map(({ shape }) => shape),
      ['person'],
    );
  });

  test('keeps nothing of an analysis that cannot be stored whole, the job included', async (context) => {
    const { history, queue, database } = await historyFixture(context);
    const { jobId, assetId, eventId } = history.addAsset(newAsset('cam/a.mp4'));
    database.run(
      "CREATE TRIGGER fault BEFORE INSERT ON tracks WHEN NEW.shape = 'dog' BEGIN SELECT RAISE(ABORT, 'disk'); END",
    );
    assert.throws(
      () => history.completeAnalysis(jobId ?? 0, analysis(assetId, [track('person'), track('dog')])),
      /disk/,
    );
    assert.deepEqual(history.event(eventId)?.tracks, []);
    assert.equal(history.asset(assetId)?.state, 'waiting');
    assert.equal(queue.depth().clips, 1);
    assert.deepEqual(history.takeAnnouncements(0), []);
  });

  test('replaces the tracks of an earlier analysis', async (context) => {
    const { history, queue } = await historyFixture(context);
    const { jobId, assetId, eventId } = history.addAsset(newAsset('cam/a.mp4'));
    history.completeAnalysis(jobId ?? 0, analysis(assetId, [track('person'), track('dog')]));
    const again = queue.insert({ kind: 'clip', assetId, cameraId: 1 });
    history.completeAnalysis(again, analysis(assetId, [track('cat')]));
    assert.deepEqual(
      history.event(eventId)?.tracks.map(({ shape }) => shape),
      ['cat'],
    );
  });

  test("refuses an asset that is not one of a camera's", async (context) => {
    const { history } = await historyFixture(context);
    const { assetId } = history.addUnassigned(newAsset('x/a.mp4'), 'no camera');
    assert.throws(() => history.completeAnalysis(1, analysis(assetId, [])), /not one of a camera's/);
  });
});

describe('a job that is set aside', () => {
  test('marks its asset as failed, with the reason', async (context) => {
    const { history, queue } = await historyFixture(context);
    const { jobId, assetId } = history.addAsset(newAsset('cam/a.mp4'));
    queue.lease('clip', 1_000);
    queue.fail(jobId ?? 0, 'it is no video', { permanent: true });
    assert.deepEqual([history.asset(assetId)?.state, history.asset(assetId)?.reason], ['failed', 'it is no video']);
  });
});
