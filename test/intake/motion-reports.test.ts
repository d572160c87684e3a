import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MotionReport } from '../../src/ports/intake.ts';
import { NOON, openIntake } from './intake-fixture.ts';

const REPORT: MotionReport = {
  cameraName: 'Front Door',
  type: 'jpg',
  file: 'here.jpg',
  epochMs: NOON - 1000,
  analyticsProfile: null,
  recordingId: null,
};

describe('a report of motion', () => {
  test('with a picture becomes an asset with a job', async (context) => {
    const { stores, intake, sink } = await openIntake(context);
    const id = await stores.addCamera('Front Door');
    await stores.put('here.jpg');
    const outcome = await intake.report({ ...REPORT, cameraName: 'front_door', analyticsProfile: 'default' });
    assert.equal(outcome.kind, 'accepted');
    assert.equal(typeof (outcome.kind === 'accepted' && outcome.jobId), 'number');
    const asset = stores.history.assetByFile('here.jpg');
    assert.equal(asset?.cameraId, id);
    assert.equal(asset?.profileId, 1);
    assert.equal(asset?.takenAtMs, NOON - 1000);
    assert.deepEqual(sink.motions, [{ cameraId: id, atMs: NOON - 1000 }]);
  });

  test('without a file opens an event, and moves nothing into the queue', async (context) => {
    const { stores, intake, sink } = await openIntake(context);
    const id = await stores.addCamera('Front Door');
    const outcome = await intake.report({ ...REPORT, file: null });
    assert.equal(outcome.kind === 'accepted' && stores.history.event(outcome.eventId)?.cameraId, id);
    assert.equal(outcome.kind === 'accepted' && outcome.jobId, null);
    assert.equal(sink.motions.length, 1);
    assert.equal(sink.queueChanges, 0);
  });

  test('of a clip that FTP brought a moment before answers what exists already', async (context) => {
    const { stores, intake, sink } = await openIntake(context);
    await stores.addCamera('Front Door');
    const file = 'Front_Door_00_20261122115900.mp4';
    await stores.put(file);
    await intake.receive({ file, sizeBytes: 10, receivedAtMs: NOON });
    const asset = stores.history.assetByFile(file);
    const outcome = await intake.report({ ...REPORT, type: 'mp4', file });
    assert.equal(outcome.kind === 'accepted' && outcome.eventId, asset?.eventId);
    assert.equal(outcome.kind === 'accepted' && outcome.recordingId, asset?.recordingId);
    assert.equal(sink.motions.length, 1);
    assert.equal(stores.queue.depth().clips, 1);
  });

  test('of a picture that was written anew under its name is a new picture', async (context) => {
    const { stores, intake, sink } = await openIntake(context);
    await stores.addCamera('Front Door', { timezone: 'UTC' });
    const ids: unknown[] = [];
    for (const epochMs of [NOON, NOON, NOON + 60_000]) {
      if (epochMs > NOON) stores.clock.advance(60_000);
      await stores.put('here.jpg', { sizeBytes: 10 + ids.length, ageMs: epochMs > NOON ? 100 : 0 });
      const outcome = await intake.report({ ...REPORT, epochMs });
      ids.push(outcome.kind === 'accepted' && outcome.jobId);
    }
    assert.deepEqual(
      ids.map((id) => typeof id),
      ['number', 'object', 'number'],
    );
    assert.equal(stores.history.assetByFile('here_20261122120100.jpg')?.sizeBytes, 12);
    assert.equal(sink.motions.length, 2);
  });

  test('names every bad field at once, and leaves nothing behind', async (context) => {
    const { stores, intake, sink } = await openIntake(context);
    await stores.addCamera('Front Door');
    const outcome = await intake.report({
      ...REPORT,
      cameraName: 'Front Dor',
      file: 'gone.jpg',
      type: 'mp4',
      analyticsProfile: '77',
      recordingId: 12,
    });
    assert.equal(outcome.kind, 'refused');
    const message = outcome.kind === 'refused' ? outcome.message : {};
    assert.deepEqual(Object.keys(message).toSorted(), ['analytics_profile', 'camera_name', 'file', 'id', 'type']);
    assert.match(message['camera_name'] ?? '', /did you mean "Front Door"\?/);
    assert.equal(stores.history.assetByFile('gone.jpg'), null);
    assert.equal(stores.history.events({}).length, 0);
    assert.equal(sink.motions.length, 0);
  });

  const files: [file: string, why: RegExp][] = [
    ['empty.jpg', /is empty/],
    ['folder.jpg', /is no file/],
    ['out.jpg', /outside ROOT_DIR/],
    ['.incoming/half.jpg', /Concierge's own/],
    ['gone.jpg', /no such file/],
  ];
  for (const [file, why] of files) {
    test(`refuses ${file}`, async (context) => {
      const { stores, intake } = await openIntake(context);
      await stores.addCamera('Front Door');
      await stores.put('empty.jpg', { sizeBytes: 0 });
      await stores.put('folder.jpg/inside.jpg');
      await stores.put('.incoming/half.jpg');
      await stores.linkOut('out.jpg');
      const outcome = await intake.report({ ...REPORT, file });
      assert.equal(outcome.kind, 'refused');
      assert.match((outcome.kind === 'refused' && outcome.message['file']) || '', why);
    });
  }

  test("refuses another camera's recording", async (context) => {
    const { stores, intake } = await openIntake(context);
    await stores.addCamera('Front Door');
    await stores.addCamera('Garden');
    await stores.put('Garden_00_20261122115900.mp4');
    await stores.put('here.mp4');
    await intake.receive({ file: 'Garden_00_20261122115900.mp4', sizeBytes: 10, receivedAtMs: NOON });
    const recordingId = stores.history.recordings({})[0]?.id ?? 0;
    const outcome = await intake.report({ ...REPORT, type: 'mp4', file: 'here.mp4', recordingId });
    assert.match((outcome.kind === 'refused' && outcome.message['id']) || '', /not of the camera "Front Door"/);
  });
});
