import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { NOON, openIntake } from './intake-fixture.ts';

const upload = (file: string, sizeBytes = 10, receivedAtMs = NOON) => ({ file, sizeBytes, receivedAtMs });

describe('an upload', () => {
  test('becomes an asset of its camera, at the time in its name, and sinks hear of it once', async (context) => {
    const { stores, intake, sink } = await openIntake(context);
    const id = await stores.addCamera('Front Door', { timezone: 'Europe/Berlin' });
    const file = '2026/11/22/Front_Door_00_20261122125955.jpg';

    const outcome = await intake.receive(upload(file));
    assert.equal(outcome.kind, 'accepted');
    assert.equal(outcome.kind === 'accepted' && outcome.cameraName, 'Front Door');
    const asset = stores.history.assetByFile(file);
    assert.equal(asset?.cameraId, id);
    assert.equal(asset?.takenAtMs, NOON - 5000);
    assert.equal(asset?.state, 'waiting');

    assert.deepEqual(await intake.receive(upload(file)), { kind: 'known', assetId: asset?.id });
    assert.deepEqual(sink.motions, [{ cameraId: id, atMs: NOON }]);
    assert.equal(sink.queueChanges, 1);
    assert.equal(stores.queue.depth().stills, 1);
  });

  test('of a clip makes its recording', async (context) => {
    const { stores, intake } = await openIntake(context);
    await stores.addCamera('Front');
    await intake.receive(upload('Front_00_20261122115900.mp4'));
    const [recording] = stores.history.recordings({});
    assert.equal(recording?.startedAtMs, NOON - 60_000);
    assert.equal(stores.queue.depth().clips, 1);
  });

  test('of a camera with analytics off is kept, and is motion, but waits for nothing', async (context) => {
    const { stores, intake, sink } = await openIntake(context);
    await stores.addCamera('Front', { analytics_enabled: false });
    await intake.receive(upload('Front_00_20261122115900.jpg'));
    assert.equal(stores.history.assetByFile('Front_00_20261122115900.jpg')?.state, 'kept');
    assert.equal(stores.queue.depth().stills, 0);
    assert.equal(sink.motions.length, 1);
    assert.equal(sink.queueChanges, 0);
  });

  test("that was given a free name, since its own was taken, is its camera's all the same", async (context) => {
    const { stores, intake } = await openIntake(context);
    const id = await stores.addCamera('Front');
    await intake.receive(upload('Front_00_20261122115900~2.jpg'));
    const asset = stores.history.assetByFile('Front_00_20261122115900~2.jpg');
    assert.equal(asset?.cameraId, id);
    assert.equal(asset?.takenAtMs, NOON - 60_000);
  });

  test('of a camera whose clock is hours behind is motion now, and the log says so once', async (context) => {
    const { stores, intake, sink } = await openIntake(context);
    const id = await stores.addCamera('Front');
    assert.equal((await intake.receive(upload('Front_00_20261122080000.jpg'))).kind, 'accepted');
    assert.equal((await intake.receive(upload('Front_00_20261122080100.jpg'))).kind, 'accepted');
    assert.deepEqual(sink.motions[0], { cameraId: id, atMs: NOON });
    assert.equal(stores.logged('warn').filter((line) => line.includes('4 h behind')).length, 1);
  });

  test('found at the start that was taken hours ago is analysed, but is no motion', async (context) => {
    const { stores, intake, sink } = await openIntake(context);
    await stores.addCamera('Front');
    assert.equal((await intake.receiveFound(upload('Front_00_20261122080000.jpg'))).kind, 'accepted');
    assert.equal(sink.motions.length, 0);
    assert.equal(sink.queueChanges, 1);
  });

  test('is taken although a listener fails', async (context) => {
    const failing = { motion: () => assert.fail('no'), queueChanged: () => assert.fail('no') };
    const { stores, intake, sink } = await openIntake(context, [failing]);
    await stores.addCamera('Front');
    assert.equal((await intake.receive(upload('Front_00_20261122115900.jpg'))).kind, 'accepted');
    assert.equal(sink.motions.length, 1);
    assert.equal(stores.logged('error').length, 2);
  });

  const ignored: [file: string, sizeBytes: number, reason: string][] = [
    ['Front_00_20261122115900.jpg', 0, 'empty'],
    ['Front_00_20261122115900.txt', 5, 'neither picture nor clip'],
    ['readme', 5, 'neither picture nor clip'],
    ['camera_test20261122115900/test.jpg', 5, 'test file'],
    ['test.txt', 0, 'test file'],
    ['.incoming/Front_00_20261122115900.jpg', 5, 'our own'],
    ['concierge-snapshots/Front_00_20261122115900.jpg', 5, 'our own'],
    ['Front_00_20261122115900_snapshot7_person1_frame30.jpg', 5, 'our own'],
  ];
  for (const [file, sizeBytes, reason] of ignored) {
    test(`named ${file} of ${sizeBytes} bytes is ignored: ${reason}`, async (context) => {
      const { stores, intake, sink } = await openIntake(context);
      await stores.addCamera('Front');
      assert.deepEqual(await intake.receive(upload(file, sizeBytes)), { kind: 'ignored', reason });
      assert.equal(stores.history.assetByFile(file), null);
      assert.equal(sink.motions.length, 0);
    });
  }

  test('that is the FTP test tells the user that FTP works', async (context) => {
    const { stores, intake } = await openIntake(context);
    await intake.receive(upload('camera_test20261122115900/test.txt', 4));
    assert.deepEqual(stores.logged('info'), ["The camera's FTP test arrived: FTP works."]);
  });

  test('of a camera called Test is no test', async (context) => {
    const { stores, intake } = await openIntake(context);
    await stores.addCamera('Test');
    assert.equal((await intake.receive(upload('Test_00_20261122115900.jpg'))).kind, 'accepted');
  });

  test('of a make without rules of its own is still read when its name can be', async (context) => {
    const { stores, intake } = await openIntake(context);
    await stores.config.change((draft) => {
      draft.camera_brands.push({ id: 20, name: 'Homemade', description: '' });
      draft.camera_types.push({ id: 20, name: 'Pi', description: '', brand: 20 });
    });
    await stores.addCamera('Shed', { brand: 20 });
    assert.equal((await intake.receive(upload('Shed_20261122115900.jpg'))).kind, 'accepted');
  });
});

describe('an upload of an unknown camera', () => {
  test('is kept unassigned, and the log says which name was found, which exist, and which was meant', async (context) => {
    const { stores, intake, sink } = await openIntake(context);
    await stores.addCamera('Garden');
    await stores.addCamera('Front');
    const file = 'Gardn_00_20261122115900.jpg';
    const outcome = await intake.receive(upload(file));
    assert.equal(outcome.kind === 'unknown camera' && outcome.nameInFile, 'Gardn');
    assert.equal(stores.history.assetByFile(file)?.state, 'unassigned');
    assert.match(stores.logged('warn').join(), /"Gardn"; configured are "Garden", "Front"; did you mean "Garden"\?/);
    assert.equal(sink.motions.length, 0);

    await intake.receive(upload('Gardn_00_20261122115901.jpg'));
    assert.equal(stores.logged('warn').length, 1, 'a camera that uploads all day fills no log');
  });

  test('is its camera\u2019s once that is configured and it is found again', async (context) => {
    const { stores, intake } = await openIntake(context);
    const file = 'Front_00_20261122115900.jpg';
    assert.equal((await intake.receive(upload(file))).kind, 'unknown camera');
    assert.match(stores.logged('warn').join(), /no camera is configured yet/);
    await stores.addCamera('Front');
    assert.equal((await intake.receiveFound(upload(file))).kind, 'accepted');
    assert.equal(stores.history.assetByFile(file)?.state, 'waiting');
  });
});

describe("a camera's clock that is wrong", () => {
  const cases: [words: string, stamp: string, takenAtMs: number][] = [
    ['by two days counts no more than the time of arrival', '20261120115900', NOON],
    ['by half an hour ahead counts no more than the time of arrival', '20261122123000', NOON],
    ['by ten minutes ahead is taken at its word', '20261122121000', NOON + 600_000],
    ['not at all, after a day without network, is taken at its word', '20261121120000', NOON - 24 * 3_600_000],
    ['so that its stamp is no date counts no more than the time of arrival', '20261399115900', NOON],
  ];
  for (const [words, stamp, takenAtMs] of cases) {
    test(words, async (context) => {
      const { stores, intake } = await openIntake(context);
      await stores.addCamera('Front');
      const file = `Front_00_${stamp}.mp4`;
      await stores.put(file);
      const outcome = await intake.receive(upload(file));
      assert.equal(outcome.kind === 'accepted' && stores.history.asset(outcome.assetId)?.takenAtMs, takenAtMs);
    });
  }

  test('is told once, and again after it was right', async (context) => {
    const { stores, intake } = await openIntake(context);
    await stores.addCamera('Front');
    const warned = () => stores.logged('warn').filter((line) => line.includes('clock')).length;
    await intake.receive(upload('Front_00_20200101000000.jpg'));
    await intake.receive(upload('Front_00_20200101000001.jpg'));
    assert.equal(warned(), 1);
    await intake.receive(upload('Front_00_20261122120000.jpg'));
    await intake.receive(upload('Front_00_20200101000002.jpg'));
    assert.equal(warned(), 2);
  });
});

describe('a camera in overwrite mode', () => {
  test('sends one name again and again, and each upload is an asset with a file of its own', async (context) => {
    const { stores, intake } = await openIntake(context);
    await stores.addCamera('Front', { timezone: 'Europe/Berlin' });
    for (const second of [0, 30]) {
      await stores.put('cams/Front_00.jpg', { sizeBytes: 10 + second });
      assert.equal((await intake.receive(upload('cams/Front_00.jpg', 10, NOON + second * 1000))).kind, 'accepted');
    }
    for (const [file, takenAtMs] of [
      ['cams/Front_00_20261122130000.jpg', NOON],
      ['cams/Front_00_20261122130030.jpg', NOON + 30_000],
    ] as const) {
      await access(join(stores.rootDir, file));
      assert.equal(stores.history.assetByFile(file)?.takenAtMs, takenAtMs);
    }
  });
});
